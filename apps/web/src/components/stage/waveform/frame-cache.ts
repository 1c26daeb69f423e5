import { type PcmSource, PIECE_FRAMES } from '../../../player/pcm-source.ts';
import type { FrameReader } from './waveform-layout.ts';

/** With what the player holds, this keeps decoded audio below 150 MB. */
const MAX_BYTES = 20_000_000;
const BYTES_PER_PIECE = PIECE_FRAMES * 2 * Int16Array.BYTES_PER_ELEMENT;

/** The range over all channels at each frame, low and high in turn, in 16 bits: as much as a screen can show. */
type Extremes = Int16Array;

/** Pieces that waveforms have drawn lately, for views too close for stored peaks. The least recently drawn go first. */
export class FrameCache {
  readonly #pieces = new Map<string, Extremes>();
  readonly #reading = new Map<string, AbortController>();

  /** Fetches what is missing of `[startFrame, endFrame)`; calls back for each piece that arrives. */
  request(key: string, source: PcmSource, startFrame: number, endFrame: number, onArrival: () => void): void {
    const first = Math.floor(Math.max(0, startFrame) / PIECE_FRAMES);
    const last = Math.ceil(Math.min(source.frames, endFrame) / PIECE_FRAMES);
    for (let index = first; index < last; index++) {
      const name = `${key}:${index}`;
      if (this.#pieces.has(name) || this.#reading.has(name)) continue;
      const abort = new AbortController();
      this.#reading.set(name, abort);
      source
        .readPiece(index, abort.signal)
        .then((channels) => {
          this.#keep(name, toExtremes(channels));
          onArrival();
        })
        // The stored peaks are on the screen meanwhile; the next change of the view asks again.
        .catch(() => undefined)
        .finally(() => this.#reading.delete(name));
    }
  }

  /** Whether all of the range is here; marks it as drawn. */
  has(key: string, source: PcmSource, startFrame: number, endFrame: number): boolean {
    const first = Math.floor(Math.max(0, startFrame) / PIECE_FRAMES);
    const last = Math.ceil(Math.min(source.frames, endFrame) / PIECE_FRAMES);
    let isComplete = true;
    for (let index = first; index < last; index++) {
      const name = `${key}:${index}`;
      const piece = this.#pieces.get(name);
      if (piece === undefined) isComplete = false;
      else this.#keep(name, piece);
    }
    return isComplete;
  }

  reader(key: string): FrameReader {
    const result = { low: 0, high: 0 };
    let index = -1;
    let piece: Extremes | undefined;
    return (frame) => {
      const wanted = Math.floor(frame / PIECE_FRAMES);
      if (wanted !== index) {
        index = wanted;
        piece = this.#pieces.get(`${key}:${index}`);
      }
      const at = 2 * (frame - index * PIECE_FRAMES);
      if (piece === undefined || at < 0 || at >= piece.length) return null;
      result.low = piece[at]! / 32_767;
      result.high = piece[at + 1]! / 32_767;
      return result;
    };
  }

  dispose(): void {
    for (const abort of this.#reading.values()) abort.abort();
    this.#reading.clear();
    this.#pieces.clear();
  }

  #keep(name: string, piece: Extremes): void {
    this.#pieces.delete(name);
    this.#pieces.set(name, piece);
    for (const oldest of this.#pieces.keys()) {
      if (this.#pieces.size * BYTES_PER_PIECE <= MAX_BYTES) break;
      this.#pieces.delete(oldest);
    }
  }
}

function toExtremes(channels: readonly Float32Array[]): Extremes {
  const frames = channels[0]?.length ?? 0;
  const extremes = new Int16Array(2 * frames);
  for (let frame = 0; frame < frames; frame++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const channel of channels) {
      low = Math.min(low, channel[frame]!);
      high = Math.max(high, channel[frame]!);
    }
    extremes[2 * frame] = Math.round(Math.max(-1, low) * 32_767);
    extremes[2 * frame + 1] = Math.round(Math.min(1, high) * 32_767);
  }
  return extremes;
}
