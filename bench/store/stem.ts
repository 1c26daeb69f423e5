import { createRandom } from '@beatflow/audio/testing';

/** How a song's files are written. */
export interface StemFormat {
  sampleRate: number;
  bitDepth: 16 | 24 | 32;
  /** 32-bit floats; integers are dithered, floats are not. */
  isFloat: boolean;
}

/** A stem as a file that can be edited: what an edit does not touch keeps its very bytes. */
export class Stem {
  readonly format: StemFormat;
  readonly channels: number;
  /** Frames that count as a second for edits: fewer where the whole song is shorter. */
  readonly secondFrames: number;
  /** A chunk of notes in front of the sound, which a new export writes anew. */
  note: string;
  #pcm: Buffer;
  readonly #random: () => number;

  constructor(format: StemFormat, planes: readonly Float32Array[], options: { seed: number; secondFrames: number }) {
    this.format = format;
    this.channels = planes.length;
    this.secondFrames = options.secondFrames;
    this.note = `export 1 of take ${options.seed}`;
    this.#random = createRandom(options.seed);
    this.#pcm = Buffer.alloc(planes[0]!.length * this.frameBytes);
    this.write(0, planes);
  }

  get sampleBytes(): number {
    return this.format.bitDepth / 8;
  }

  get frameBytes(): number {
    return this.channels * this.sampleBytes;
  }

  get frames(): number {
    return this.#pcm.length / this.frameBytes;
  }

  /** Some frames as floats, one array per channel. */
  read(startFrame: number, frames: number): Float32Array[] {
    return Array.from({ length: this.channels }, (_, channel) => {
      const plane = new Float32Array(frames);
      let at = startFrame * this.frameBytes + channel * this.sampleBytes;
      for (let i = 0; i < frames; i++, at += this.frameBytes) plane[i] = this.#valueAt(at);
      return plane;
    });
  }

  /** Overwrites frames; integers are rounded with triangular dither, but for digital silence. */
  write(startFrame: number, planes: readonly Float32Array[]): void {
    const { bitDepth, isFloat } = this.format;
    const scale = 2 ** (bitDepth - 1);
    planes.forEach((plane, channel) => {
      let at = startFrame * this.frameBytes + channel * this.sampleBytes;
      for (let i = 0; i < plane.length; i++, at += this.frameBytes) {
        const value = plane[i]!;
        if (isFloat) this.#pcm.writeFloatLE(value, at);
        else {
          const dither = value === 0 ? 0 : this.#random() - this.#random();
          const whole = Math.max(-scale, Math.min(scale - 1, Math.round(value * scale + dither)));
          this.#pcm.writeIntLE(whole, at, this.sampleBytes);
        }
      }
    });
  }

  /** Makes room for new frames, and fills it. */
  insert(startFrame: number, planes: readonly Float32Array[]): void {
    const at = startFrame * this.frameBytes;
    const room = Buffer.alloc(planes[0]!.length * this.frameBytes);
    this.#pcm = Buffer.concat([this.#pcm.subarray(0, at), room, this.#pcm.subarray(at)]);
    this.write(startFrame, planes);
  }

  remove(startFrame: number, frames: number): void {
    const at = startFrame * this.frameBytes;
    this.#pcm = Buffer.concat([this.#pcm.subarray(0, at), this.#pcm.subarray(at + frames * this.frameBytes)]);
  }

  /** The WAV file, in two parts. */
  toFile(): Buffer[] {
    const { sampleRate, bitDepth, isFloat } = this.format;
    const note = Buffer.from(this.note.padEnd(Math.ceil(this.note.length / 2) * 2));
    const head = Buffer.alloc(44 + 8 + note.length);
    const padding = Buffer.alloc(this.#pcm.length % 2);
    head.write('RIFF', 0, 'latin1');
    head.writeUInt32LE(head.length - 8 + this.#pcm.length + padding.length, 4);
    head.write('WAVEfmt ', 8, 'latin1');
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(isFloat ? 3 : 1, 20);
    head.writeUInt16LE(this.channels, 22);
    head.writeUInt32LE(sampleRate, 24);
    head.writeUInt32LE(sampleRate * this.frameBytes, 28);
    head.writeUInt16LE(this.frameBytes, 32);
    head.writeUInt16LE(bitDepth, 34);
    head.write('note', 36, 'latin1');
    head.writeUInt32LE(note.length, 40);
    note.copy(head, 44);
    head.write('data', 44 + note.length, 'latin1');
    head.writeUInt32LE(this.#pcm.length, 48 + note.length);
    return [head, this.#pcm, padding];
  }

  #valueAt(at: number): number {
    if (this.format.isFloat) return this.#pcm.readFloatLE(at);
    return this.#pcm.readIntLE(at, this.sampleBytes) / 2 ** (this.format.bitDepth - 1);
  }
}
