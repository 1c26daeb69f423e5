import type { Lane } from './output.ts';
import type { WebAudioBuffer } from './web-audio-buffer.ts';

/** The time of a frame. Frame times are `k / sampleRate`: anything in between would be interpolated. */
function timeOf(context: BaseAudioContext, frame: number): number {
  return Math.max(0, frame) / context.sampleRate;
}

/**
 * Plays blocks edge to edge. A source that sounds is never touched: in Chromium, a call to it while the audio thread wants
 * it costs that stem a quantum of silence, and puts it a quantum behind the others. So the lane is closed by its gain, and
 * only sources that have not begun are stopped.
 */
export function createLane(
  context: BaseAudioContext,
  destination: AudioNode,
  atFrame: number,
  fadeInFrames: number,
  onDone: () => void,
): Lane {
  const gain = new GainNode(context);
  gain.connect(destination);
  if (fadeInFrames > 0) {
    gain.gain.setValueAtTime(0, timeOf(context, atFrame));
    gain.gain.linearRampToValueAtTime(1, timeOf(context, atFrame + fadeInFrames));
  }
  const sources = new Map<AudioBufferSourceNode, number>();
  let isClosed = false;
  const finishWhenSilent = () => {
    if (!isClosed || sources.size > 0) return;
    gain.disconnect();
    onDone();
  };
  const forget = (source: AudioBufferSourceNode) => {
    if (!sources.delete(source)) return;
    source.disconnect();
    finishWhenSilent();
  };
  return {
    play(buffer, startFrame, offset, frames) {
      const source = new AudioBufferSourceNode(context, { buffer: (buffer as WebAudioBuffer).audio });
      source.connect(gain);
      source.onended = () => forget(source);
      sources.set(source, startFrame);
      source.start(timeOf(context, startFrame), offset / context.sampleRate);
      source.stop(timeOf(context, startFrame + frames));
    },
    close(frame, fadeFrames) {
      if (isClosed) return;
      if (fadeFrames > 0) {
        gain.gain.setValueAtTime(1, timeOf(context, frame));
        gain.gain.linearRampToValueAtTime(0, timeOf(context, frame + fadeFrames));
      } else {
        // Half a frame early, so that no rounding lets the frame itself through.
        gain.gain.setValueAtTime(0, timeOf(context, frame - 0.5));
      }
      const end = frame + fadeFrames;
      for (const [source, startFrame] of sources) {
        if (startFrame < end) continue;
        source.stop(0);
        forget(source);
      }
      isClosed = true;
      finishWhenSilent();
    },
  };
}
