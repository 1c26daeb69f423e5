import { readFile, rm, writeFile } from 'node:fs/promises';
import { CliError } from '../failure/cli-error.ts';
import type { SongFolder } from './song-folder.ts';

/** Does something to a folder while nobody else does; a lock whose owner has died counts for nothing. */
export async function withLock<T>(folder: SongFolder, task: () => Promise<T>): Promise<T> {
  const path = folder.metaPath('lock');
  await take(path);
  try {
    return await task();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return;
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== 'EEXIST') throw err;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(owner)) {
      throw new CliError(
        'conflict',
        `Another beatflow (process ${owner}) is at work here.`,
        'Wait until it has ended.',
      );
    }
    await rm(path, { force: true });
  }
  throw new CliError('conflict', 'Another beatflow is at work here.', 'Wait until it has ended.');
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}
