import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file so that, whatever happens, the old one or the new one is there and never half of either. */
export async function writeFileSafely(
  path: string,
  content: string,
  { mode = 0o644, folderMode = 0o755 }: { mode?: number; folderMode?: number } = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: folderMode });
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (err) {
    await rm(temporary, { force: true });
    throw err;
  }
}
