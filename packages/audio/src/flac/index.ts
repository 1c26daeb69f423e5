export { type FlacBlock, readCarriedBlocks } from './flac-blocks.ts';
export { type FlacShape, isFlacShape } from './flac-shape.ts';
export { type FlacWriter, openFlacWriter } from './write-flac.ts';
