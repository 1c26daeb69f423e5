import type { PcmBlock } from '../audio-reader.ts';

/** Makes a canonical block of 32-bit floats out of the frames `from` to `to` of one array per channel. */
function floatBlock(planes: readonly Float32Array[], startFrame: number, from: number, to: number): PcmBlock {
  const frames = to - from;
  const channels = planes.length;
  const bytes = new Uint8Array(frames * channels * 4);
  const view = new DataView(bytes.buffer);
  for (let channel = 0; channel < channels; channel++) {
    const plane = planes[channel]!;
    let at = channel * 4;
    for (let i = from; i < to; i++, at += channels * 4) view.setFloat32(at, plane[i]!, true);
  }
  return { startFrame, frames, bytes };
}

/**
 * Cuts what a lossy decoder gives to what the file means: so many frames are skipped at first (its start-up), then so many are
 * kept (the last packet is padded).
 */
export class FrameTrimmer {
  #toSkip: number;
  #kept = 0;
  readonly #frames: number;

  constructor(skip: number, frames: number) {
    this.#toSkip = skip;
    this.#frames = frames;
  }

  get isComplete(): boolean {
    return this.#kept === this.#frames;
  }

  /** The block that is left of a decoded stretch, or null. */
  trim(planes: readonly Float32Array[]): PcmBlock | null {
    const length = planes[0]?.length ?? 0;
    const from = Math.min(this.#toSkip, length);
    this.#toSkip -= from;
    const to = Math.min(length, from + this.#frames - this.#kept);
    if (to <= from) return null;
    const block = floatBlock(planes, this.#kept, from, to);
    this.#kept += block.frames;
    return block;
  }
}
