export {
  type ChunkCodec,
  ChunkDamaged,
  type ChunkEncoding,
  type EncodedChunk,
  type KeptChunk,
  openChunkCodec,
} from './chunk-codec.ts';
export { type ChunkDecoder, decodedEncodings, openChunkDecoder } from './chunk-decoder.ts';
export { type Chunk, type Chunker, chunkerVersion, createChunker } from './create-chunker.ts';
export { type ChunkLayout, type FileLayout, type PcmShape, plainBytes } from './file-layout.ts';
export { averageChunkBytes, maxChunkBytes, minChunkBytes } from './find-cut.ts';
export { type ChunkDigest, type HashChunksOptions, type HashedFile, hashChunks, type Stretch } from './hash-chunks.ts';
export { readChunks } from './read-chunks.ts';
export { readFileLayout, toFileLayout } from './read-file-layout.ts';
