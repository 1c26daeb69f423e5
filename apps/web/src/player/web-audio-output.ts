import type { AudioBackend, AudioOutput } from './output.ts';
import { WebAudioBuffer } from './web-audio-buffer.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';
import { createStrip } from './web-audio-strip.ts';

/** The device may sleep after this long without sound. */
const REST_AFTER_MS = 5_000;

function latencyOf(context: BaseAudioContext): number {
  return context instanceof AudioContext ? (context.outputLatency ?? context.baseLatency ?? 0) : 0;
}

/** Plays through a Web Audio context whose rate is the transport's, so that one frame of audio is one frame of output. */
export function createWebAudioOutput(context: AudioContext, destination: AudioNode = context.destination): AudioOutput {
  const master = new GainNode(context);
  const meter = createMeter(master);
  master.connect(destination);
  let resting: ReturnType<typeof setTimeout> | undefined;

  const currentFrame = () => Math.round(context.currentTime * context.sampleRate);
  return {
    sampleRate: context.sampleRate,
    currentFrame,
    heardFrame: () => currentFrame() - Math.round(latencyOf(context) * context.sampleRate),
    createStrip: (options) => createStrip(context, master, options),
    setMasterGain: (linear) => rampTo(master.gain, linear, context.currentTime),
    readMasterLevels: meter.read,
    async resume() {
      clearTimeout(resting);
      if (context.state !== 'running') await context.resume();
    },
    rest() {
      clearTimeout(resting);
      resting = setTimeout(() => void context.suspend(), REST_AFTER_MS);
    },
    dispose() {
      clearTimeout(resting);
      master.disconnect();
      meter.dispose();
      void context.close();
    },
  };
}

export const webAudioBackend: AudioBackend = {
  createBuffer: (channels, sampleRate) => new WebAudioBuffer(channels, sampleRate),
  open: (sampleRate) => createWebAudioOutput(new AudioContext({ sampleRate, latencyHint: 'interactive' })),
};
