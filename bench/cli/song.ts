import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWavHeader } from '@beatflow/audio';

const SAMPLE_RATE = 48_000;
const names = ['Drums', 'Bass', 'Vocals', 'Keys', 'Pad'];

/** A song of five stems whose versions punch in, replace and re-bounce one or two of them. */
export class BenchSong {
  readonly #frames: number;
  readonly #stems = new Map<string, Float32Array>();
  #seed = 7;

  constructor(seconds: number) {
    this.#frames = seconds * SAMPLE_RATE;
    for (const name of names) this.#stems.set(name, this.#play(this.#frames));
  }

  /** Writes all stems into a folder. */
  write(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const name of names) this.#writeStem(folder, name);
  }

  /** Changes the stems of a version, and writes those into each folder. Answers how many changed. */
  change(version: number, folders: readonly string[]): number {
    const changed = version % 3 === 0 ? [names[version % 5]!, names[(version + 2) % 5]!] : [names[version % 5]!];
    for (const name of changed) {
      const values = this.#stems.get(name)!;
      // Most changes are a punch-in of a tenth; every fourth plays the stem anew.
      if (version % 4 === 0) this.#stems.set(name, this.#play(this.#frames));
      else values.set(this.#play(Math.floor(this.#frames / 10)), Math.floor(this.#frames / 3) * 2);
      for (const folder of folders) this.#writeStem(folder, name);
    }
    return changed.length;
  }

  /** Plays the middle of one stem anew, for so many seconds, and writes it into each folder. Answers its file's name. */
  punchIn(seconds: number, folders: readonly string[]): string {
    const name = names[2]!;
    this.#stems.get(name)!.set(this.#play(seconds * SAMPLE_RATE), Math.floor(this.#frames / 2) * 2);
    for (const folder of folders) this.#writeStem(folder, name);
    return `${name}.wav`;
  }

  /** Stereo: three partials that beat against each other, and a little noise, as recordings have it. */
  #play(frames: number): Float32Array {
    const values = new Float32Array(frames * 2);
    const [low, mid, high] = [1, 2, 3].map((partial) => partial * (80 + 40 * this.#random()));
    for (let frame = 0; frame < frames; frame++) {
      const t = (2 * Math.PI * frame) / SAMPLE_RATE;
      const tone = 0.3 * Math.sin(low! * t) + 0.15 * Math.sin(mid! * t) + 0.08 * Math.sin(high! * t);
      values[2 * frame] = tone + 0.002 * (this.#random() - 0.5);
      values[2 * frame + 1] = 0.8 * tone + 0.002 * (this.#random() - 0.5);
    }
    return values;
  }

  #random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  #writeStem(folder: string, name: string): void {
    const values = this.#stems.get(name)!;
    const shape = { sampleRate: SAMPLE_RATE, channels: 2, bitDepth: 24, sampleFormat: 'int' as const };
    const samples = Buffer.alloc(values.length * 3);
    for (let at = 0; at < values.length; at++) samples.writeIntLE(Math.round(values[at]! * 0x7f_ff_ff), at * 3, 3);
    writeFileSync(join(folder, `${name}.wav`), Buffer.concat([writeWavHeader(shape, this.#frames), samples]));
  }
}
