import type { Lane, Strip } from './output.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';
import type { WebAudioBuffer } from './web-audio-output.ts';

/** A stereo panner takes 3 dB off a mono signal at the centre; mono stems play as loud as they were bounced. */
const MONO_CENTRE_GAIN = Math.SQRT2;

/** The time of a frame. Frame times are `k / sampleRate`: anything in between would be interpolated. */
function timeOf(context: BaseAudioContext, frame: number): number {
  return Math.max(0, frame) / context.sampleRate;
}

function createLane(context: BaseAudioContext, destination: AudioNode, atFrame: number, fadeInFrames: number): Lane {
  const gain = new GainNode(context);
  gain.connect(destination);
  if (fadeInFrames > 0) {
    gain.gain.setValueAtTime(0, timeOf(context, atFrame));
    gain.gain.linearRampToValueAtTime(1, timeOf(context, atFrame + fadeInFrames));
  }
  const playing = new Map<AudioBufferSourceNode, number>();
  let isClosed = false;
  const disconnectWhenDone = () => {
    if (isClosed && playing.size === 0) gain.disconnect();
  };
  return {
    play(buffer, startFrame, offset, frames) {
      const source = new AudioBufferSourceNode(context, { buffer: (buffer as WebAudioBuffer).audio });
      source.connect(gain);
      source.onended = () => {
        playing.delete(source);
        source.disconnect();
        disconnectWhenDone();
      };
      playing.set(source, startFrame + frames);
      source.start(timeOf(context, startFrame), offset / context.sampleRate);
      source.stop(timeOf(context, startFrame + frames));
    },
    close(frame, fadeFrames) {
      isClosed = true;
      const end = timeOf(context, frame + fadeFrames);
      if (fadeFrames > 0) {
        const start = Math.max(context.currentTime, timeOf(context, frame));
        gain.gain.cancelScheduledValues(start);
        gain.gain.setValueAtTime(1, start);
        gain.gain.linearRampToValueAtTime(0, Math.max(end, start));
      }
      // A second stop replaces the first: what ends earlier must not be made to end later.
      for (const [source, sourceEnd] of playing) source.stop(timeOf(context, Math.min(sourceEnd, frame + fadeFrames)));
      disconnectWhenDone();
    },
  };
}

export function createStrip(
  context: BaseAudioContext,
  destination: AudioNode,
  options: { channels: number; gain: number; pan: number },
): Strip {
  const centre = options.channels === 1 ? MONO_CENTRE_GAIN : 1;
  const fader = new GainNode(context, { gain: options.gain * centre });
  const panner = new StereoPannerNode(context, { pan: options.pan });
  const meter = createMeter(panner);
  fader.connect(panner).connect(destination);
  return {
    openLane: (atFrame, fadeInFrames) => createLane(context, fader, atFrame, fadeInFrames),
    setGain: (linear) => rampTo(fader.gain, linear * centre, context.currentTime),
    setPan: (pan) => rampTo(panner.pan, pan, context.currentTime),
    readLevels: meter.read,
    dispose() {
      meter.dispose();
      fader.disconnect();
      panner.disconnect();
    },
  };
}
