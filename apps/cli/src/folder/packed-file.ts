import { join, relative, sep } from 'node:path';
import type { ChunkPlace, PackedFile } from './chunk-place.ts';

/** How it is written: paths once, and below the folder that keeps them, which may be moved. */
interface Written {
  version: 1;
  paths: string[];
  chunks: [
    digest: string,
    size: number,
    path: number,
    offset: number,
    storedSize: number,
    encoding: string,
    version: number,
  ][];
}

export function formatPackedFile(root: string, { chunks }: PackedFile): string {
  const paths = [...new Set(chunks.map(({ path }) => path))];
  const written: Written = {
    version: 1,
    paths: paths.map((path) => relative(root, path).split(sep).join('/')),
    chunks: chunks.map(({ digest, size, path, offset, storedSize, encoding, version }) => {
      return [digest, size, paths.indexOf(path), offset, storedSize, encoding, version];
    }),
  };
  return `${JSON.stringify(written)}\n`;
}

/** Null where it is not what was written: then the file is fetched again. */
export function parsePackedFile(root: string, text: string): PackedFile | null {
  try {
    const { version: written, paths, chunks } = JSON.parse(text) as Written;
    if (written !== 1) return null;
    const full = paths.map((path) => join(root, ...path.split('/')));
    return {
      chunks: chunks.map(([digest, size, path, offset, storedSize, encoding, version]): ChunkPlace => {
        return { digest, size, path: full[path]!, offset, storedSize, encoding, version };
      }),
    };
  } catch {
    return null;
  }
}
