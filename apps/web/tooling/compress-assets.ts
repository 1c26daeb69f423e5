import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { afterBuild, SERVER_FOLDER } from './after-build.ts';

const COMPRESSIBLE = /\.(?:html|js|css|svg|json|txt|wasm)$/;
const MIN_BYTES = 512;

/** Writes a `.br` and a `.gz` beside each built text file, so that the server compresses nothing while it answers. */
export function compressAssets(): Plugin {
  // After all who write files.
  return afterBuild('compress-assets', 'post', async ({ outDir }) => {
    for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
      if (entry.parentPath.startsWith(join(outDir, SERVER_FOLDER))) continue;
      if (entry.isFile() && COMPRESSIBLE.test(entry.name)) await compress(join(entry.parentPath, entry.name));
    }
  });
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < MIN_BYTES) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
