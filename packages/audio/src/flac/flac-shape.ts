import type { WavShape } from '../piece/wav-header.ts';

/** Frames of a block; only the last one of a file is shorter. */
export const blockFrames = 4096;

/** Sound that is written as FLAC: integers that fill their bytes. */
export interface FlacShape extends WavShape {
  bitDepth: 8 | 16 | 24;
  sampleFormat: 'int';
}

/** Tells whether such sound can be written as FLAC here. */
export function isFlacShape(shape: WavShape): shape is FlacShape {
  return shape.sampleFormat === 'int' && [8, 16, 24].includes(shape.bitDepth) && shape.channels <= 8;
}
