import type { Strip } from './output.ts';
import { createLane } from './web-audio-lane.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';

/** A stereo panner takes 3 dB off a mono signal at the centre; mono stems play as loud as they were bounced. */
const MONO_CENTRE_GAIN = Math.SQRT2;

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
  let openLanes = 0;
  let isDisposed = false;
  const disconnectWhenDone = () => {
    if (!isDisposed || openLanes > 0) return;
    meter.dispose();
    fader.disconnect();
    panner.disconnect();
  };
  return {
    openLane(atFrame, fadeInFrames) {
      openLanes++;
      return createLane(context, fader, atFrame, fadeInFrames, () => {
        openLanes--;
        disconnectWhenDone();
      });
    },
    setGain: (linear) => rampTo(fader.gain, linear * centre, context.currentTime),
    setPan: (pan) => rampTo(panner.pan, pan, context.currentTime),
    readLevels: meter.read,
    dispose() {
      isDisposed = true;
      disconnectWhenDone();
    },
  };
}
