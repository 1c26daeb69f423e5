import type { OutputBuffer } from './output.ts';

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
