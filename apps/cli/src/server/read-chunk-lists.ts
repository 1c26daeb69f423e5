import type { AudioChunks, MissingChunks, SentChunk, StemChunks } from '@beatflow/shared';
import { RefusedError } from '../failure/refusal.ts';

// By hand, because the schemas that say the same take longer to load than all the rest of a command.

/** What an answer says files are made of. */
export function readStemChunks(answer: unknown): AudioChunks[] {
  const { files } = (answer ?? {}) as Partial<StemChunks>;
  const isRight = Array.isArray(files) && files.every(({ digest, chunks }) => isDigest(digest) && areNames(chunks));
  if (isRight) return files;
  throw noChunks();
}

/** Which chunks an answer says are missing. */
export function readMissingChunks(answer: unknown): Set<string> {
  const { missing } = (answer ?? {}) as Partial<MissingChunks>;
  if (Array.isArray(missing) && missing.every(isDigest)) return new Set(missing);
  throw noChunks();
}

function noChunks(): RefusedError {
  return new RefusedError({ reason: 'not-found', message: 'The server did not answer with chunks.', data: {} });
}

/** The list that a body of chunks begins with; null where it is none. */
export function readSentChunks(text: string): SentChunk[] | null {
  try {
    const { chunks } = (JSON.parse(text) ?? {}) as { chunks?: SentChunk[] };
    return Array.isArray(chunks) && chunks.every(isSent) ? chunks : null;
  } catch {
    return null;
  }
}

function areNames(chunks: unknown): boolean {
  return Array.isArray(chunks) && chunks.every(([digest, size]: unknown[]) => isDigest(digest) && isLength(size));
}

function isSent([digest, size, storedSize, encoding, version]: readonly unknown[]): boolean {
  return (
    isDigest(digest) &&
    isLength(size) &&
    isLength(storedSize) &&
    typeof encoding === 'string' &&
    typeof version === 'number'
  );
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
