import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The sum of the sizes of all files in a folder, however deep. */
export function folderSize(path: string): number {
  return readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return sum + folderSize(inside);
    return sum + (entry.isFile() ? statSync(inside).size : 0);
  }, 0);
}
