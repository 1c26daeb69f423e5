import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(?:html|js|css|svg|json|txt|wasm)$/;
const MIN_BYTES = 512;

/** Writes a `.br` and a `.gz` beside each built text file, so that the server compresses nothing while it answers. */
export function compressAssets(): Plugin {
  let outDir = 'dist';
  let isServerBuild = false;
  return {
    name: 'beatflow:compress-assets',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
      isServerBuild = Boolean(config.build.ssr);
    },
    closeBundle: {
      // After all who write files.
      order: 'post',
      sequential: true,
      async handler() {
        if (isServerBuild) return;
        for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
          if (entry.parentPath.startsWith(join(outDir, '.server'))) continue;
          if (entry.isFile() && COMPRESSIBLE.test(entry.name)) await compress(join(entry.parentPath, entry.name));
        }
      },
    },
  };
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
