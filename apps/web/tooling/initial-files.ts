import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface ManifestChunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** What the browser fetches of JavaScript before a page can be drawn, and how large it is when compressed with gzip. */
export interface InitialFiles {
  files: string[];
  gzipBytes: number;
}

/** The scripts and style sheets of a page: what a build's entry, and the lazy `modules` of the page, import. */
export async function listInitialFiles(outDir: string, modules: string[] = []): Promise<string[]> {
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
    for (const file of chunk.css ?? []) files.add(file);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) visit(name);
  for (const name of modules) visit(name);
  return [...files];
}

/** Measures the scripts of a page as `listInitialFiles` finds them. */
export async function measureInitialFiles(outDir: string, modules: string[] = []): Promise<InitialFiles> {
  const all = await listInitialFiles(outDir, modules);
  const files = all.filter((file) => file.endsWith('.js'));
  let gzipBytes = 0;
  for (const file of files) gzipBytes += gzipSync(await readFile(join(outDir, file)), { level: 9 }).length;
  return { files, gzipBytes };
}
