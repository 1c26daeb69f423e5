import { z } from 'zod';
import { sha256, uuid } from './id.ts';

/** No chunk is longer. What cuts files makes none of more than half of it. */
export const maxChunkLength = 1024 * 1024;

/** How many bytes of chunks one request carries at most, the lengths between them included. */
export const maxChunksBodyBytes = 16 * 1024 * 1024;

/** A chunk by the SHA-256 of its bytes, and how many they are. */
export const chunkName = z.tuple([sha256, z.number().int().min(1).max(maxChunkLength)]);

/** The chunks of a file, in order; the same one may be in it many times. */
export const chunkList = z.object({ chunks: z.array(chunkName).min(1).max(100_000) });

/** Those of some chunks that the server wants to be sent, each once. */
export const missingChunks = z.object({ missing: z.array(sha256) });

/** Those of the chunks that were sent that wait for their file now. */
export const stagedChunks = z.object({ staged: z.array(sha256) });

/** What an audio file is made of; no chunks where it is kept as a whole. */
export const audioChunks = z.object({ digest: sha256, size: z.number().int(), chunks: z.array(chunkName) });

/** Some stems. */
export const stemSet = z.object({ stems: z.array(uuid).min(1).max(100) });

/** What the files of some stems are made of; each file once. */
export const stemChunks = z.object({ files: z.array(audioChunks) });

/**
 * Some chunks of some stems, and the ways of keeping chunks that the asker knows to read, as `flac-1`: encoding and version. What
 * is kept in another way is sent raw.
 */
export const wantedChunks = stemSet.extend({
  chunks: z.array(sha256).min(1).max(4096),
  encodings: z.array(z.string().max(32)).max(32),
});

/** A chunk that is sent as it is kept: its name, how many bytes it is, how many are sent, their encoding, and its version. */
export const sentChunk = z.tuple([
  sha256,
  z.number().int().min(1).max(maxChunkLength),
  z.number().int().min(1).max(maxChunkLength),
  z.string(),
  z.number().int(),
]);

/** What a body of chunks begins with, behind its length in four bytes, the lowest first. Behind it are their bytes. */
export const sentChunks = z.object({ chunks: z.array(sentChunk) });

export type ChunkName = z.infer<typeof chunkName>;
export type ChunkList = z.infer<typeof chunkList>;
export type MissingChunks = z.infer<typeof missingChunks>;
export type StagedChunks = z.infer<typeof stagedChunks>;
export type AudioChunks = z.infer<typeof audioChunks>;
export type StemChunks = z.infer<typeof stemChunks>;
export type WantedChunks = z.infer<typeof wantedChunks>;
export type SentChunk = z.infer<typeof sentChunk>;
