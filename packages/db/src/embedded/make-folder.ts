import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Makes a folder (and its parents) that others may pass through when we are root (PostgreSQL is another user then), and nobody otherwise. */
export async function makeFolder(folder: string): Promise<void> {
  if (await stat(folder).catch(() => null)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await mkdir(folder);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw err;
  }
  // Not through mkdir: its mode is narrowed by the umask.
  await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
}
