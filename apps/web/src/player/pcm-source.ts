import { PIECE_FRAMES } from '@beatflow/audio';

export { PIECE_FRAMES };

/** Decoded audio that can be read in pieces, wherever it comes from: the server, a local file, or other sources. */
export interface PcmSource {
  readonly sampleRate: number;
  readonly channels: number;
  readonly frames: number;
  /** Frames `[index * PIECE_FRAMES, …)`, one array per channel; the last piece is shorter. The caller owns the arrays. */
  readPiece(index: number, signal: AbortSignal): Promise<Float32Array[]>;
}

export interface PlayableStem {
  readonly id: string;
  /** What the stem is across versions: the listener's mute, solo, volume and pan follow it. `id` when absent. */
  readonly trackId?: string;
  readonly name: string;
  readonly source: PcmSource;
  readonly gainDb: number;
  readonly pan: number;
  readonly muted: boolean;
}

export interface PlayableVersion {
  readonly id: string;
  /** Versions of one group (a repository) share position, loop and the listener's mix. */
  readonly group?: string;
  readonly stems: readonly PlayableStem[];
}

export function trackOf(stem: PlayableStem): string {
  return stem.trackId ?? stem.id;
}

export function lengthInFrames(source: PcmSource, sampleRate: number): number {
  return source.sampleRate === sampleRate
    ? source.frames
    : Math.round((source.frames * sampleRate) / source.sampleRate);
}

/** Reads any range of a source across its pieces; what lies outside the source is silence. */
export async function readFrames(
  source: PcmSource,
  startFrame: number,
  endFrame: number,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const out = Array.from({ length: source.channels }, () => new Float32Array(endFrame - startFrame));
  const from = Math.max(0, startFrame);
  const to = Math.min(source.frames, endFrame);
  for (let index = Math.floor(from / PIECE_FRAMES); index * PIECE_FRAMES < to; index++) {
    const piece = await source.readPiece(index, signal);
    const pieceStart = index * PIECE_FRAMES;
    const first = Math.max(from, pieceStart);
    const last = Math.min(to, pieceStart + PIECE_FRAMES);
    for (const [channel, data] of out.entries()) {
      data.set(piece[channel]!.subarray(first - pieceStart, last - pieceStart), first - startFrame);
    }
  }
  return out;
}
