import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the repository, seen from source and from `dist` alike; the working directory where there is none. */
export function findRoot(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    if (folder === dirname(folder)) return process.cwd();
  }
}
