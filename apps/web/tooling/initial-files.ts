import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** What the browser fetches of JavaScript before a page can be drawn, and how large it is when compressed with gzip. */
export interface InitialFiles {
  files: string[];
  gzipBytes: number;
}

/** Follows a build's static imports from its entry, and from the lazy `modules` that a page is made of. */
export async function measureInitialFiles(outDir: string, modules: string[] = []): Promise<InitialFiles> {
  const manifest: Record<string, ManifestChunk> = JSON.parse(
    await readFile(join(outDir, '.vite/manifest.json'), 'utf8'),
  );
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no module ${name}.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(name);
  for (const name of modules) visit(name);

  let gzipBytes = 0;
  for (const file of files) {
    if (file.endsWith('.js')) gzipBytes += gzipSync(await readFile(join(outDir, file)), { level: 9 }).length;
  }
  return { files: [...files], gzipBytes };
}
