import type { PcmLayout } from '../pcm/pcm-layout.ts';

/** How the samples of a stretch of plain PCM lie in its bytes: interleaved frames, in the file's own order and signs. */
export interface PcmShape extends Omit<PcmLayout, 'dataOffset'> {
  channels: number;
  sampleFormat: 'int' | 'float';
}

/** What a chunk is: whole frames of PCM, or bytes of which nothing is known (null). */
export type ChunkLayout = PcmShape | null;

/** Where in a file its PCM lies; everything around it is just bytes. */
export interface FileLayout {
  /** Null for files that are compressed already, or are no audio. */
  pcm: { offset: number; length: number; shape: PcmShape } | null;
}

/** A file of which nothing is known. */
export const plainBytes: FileLayout = { pcm: null };

/** Bytes of one frame of such PCM, all channels together. */
export function frameBytesOf(shape: PcmShape): number {
  return shape.channels * shape.sampleBytes;
}
