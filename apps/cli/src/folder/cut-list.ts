import type { ChunkName } from '@beatflow/shared';

/** Writes down what chunks a file is cut into, in order. */
export function formatCutList(chunks: readonly ChunkName[]): string {
  return `${JSON.stringify(chunks)}\n`;
}

/** Null where it is not the list of a file of this size: then the file is cut again. */
export function parseCutList(text: string, sizeBytes: number): ChunkName[] | null {
  try {
    const chunks = JSON.parse(text) as ChunkName[];
    const size = chunks.reduce((sum, [, length]) => sum + length, 0);
    return size === sizeBytes && chunks.every(isName) ? chunks : null;
  } catch {
    return null;
  }
}

function isName([digest, length]: ChunkName): boolean {
  return /^[0-9a-f]{64}$/.test(digest) && Number.isSafeInteger(length) && length > 0;
}
