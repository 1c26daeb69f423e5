import type { AudioBackend, AudioOutput, OutputBuffer } from './output.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';
import { createStrip } from './web-audio-strip.ts';

/** The device may sleep after this long without sound. */
const REST_AFTER_MS = 5_000;

export class WebAudioBuffer implements OutputBuffer {
  readonly audio: AudioBuffer;

  constructor(channels: Float32Array[], sampleRate: number) {
    this.audio = new AudioBuffer({
      numberOfChannels: channels.length,
      length: Math.max(1, channels[0]?.length ?? 0),
      sampleRate,
    });
    for (const [index, data] of channels.entries()) this.audio.copyToChannel(data as Float32Array<ArrayBuffer>, index);
  }

  get frames(): number {
    return this.audio.length;
  }

  get channels(): number {
    return this.audio.numberOfChannels;
  }

  get bytes(): number {
    return this.audio.length * this.audio.numberOfChannels * Float32Array.BYTES_PER_ELEMENT;
  }
}

function latencyOf(context: BaseAudioContext): number {
  return context instanceof AudioContext ? (context.outputLatency ?? context.baseLatency ?? 0) : 0;
}

/** Plays through a Web Audio context whose rate is the transport's, so that one frame of audio is one frame of output. */
export function createWebAudioOutput(context: AudioContext): AudioOutput {
  const master = new GainNode(context);
  const meter = createMeter(master);
  master.connect(context.destination);
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
