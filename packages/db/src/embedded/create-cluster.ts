import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isProcessAlive } from './process.ts';
import { type Installation, runProgram } from './run-program.ts';

/** The superuser of our clusters. */
export const ROLE = 'beatflow';

/** The same order of text on every machine, whatever its locales. */
const ENCODING = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

export interface CreateClusterOptions {
  clusterDir: string;
  password: string;
  /** Skips waiting for the disk; only for clusters that may be lost. */
  isDisposable?: boolean;
}

/**
 * Makes a cluster, whole or not at all: `initdb` works in a folder beside it, which takes the cluster's name only when
 * it is finished. Of two processes that do so at once the first wins, and the second uses its cluster.
 */
export async function createCluster(installation: Installation, options: CreateClusterOptions): Promise<void> {
  const { clusterDir, password, isDisposable = false } = options;
  await removeUnfinished(clusterDir);
  const partial = `${clusterDir}.init-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = path.join(partial, 'initial-password');
  const { account } = installation;
  try {
    await mkdir(partial);
    await chmod(partial, 0o700);
    const folder = path.join(partial, 'cluster');
    await mkdir(folder);
    await chmod(folder, 0o700);
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) for (const file of [partial, folder, passwordFile]) await chown(file, account.uid, account.gid);
    const args = ['-D', folder, '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...ENCODING];
    await runProgram(installation, 'initdb', isDisposable ? [...args, '--no-sync'] : args);
    await rename(folder, clusterDir);
  } catch (err) {
    if (!(await stat(clusterDir).catch(() => null))) throw err;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Removes what an `initdb` left behind whose process was killed. */
async function removeUnfinished(clusterDir: string): Promise<void> {
  const parent = path.dirname(clusterDir);
  const prefix = `${path.basename(clusterDir)}.init-`;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (isProcessAlive(pid)) continue;
    // Its `initdb` may still be writing. What cannot be removed now is in nobody's way and goes next time.
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
    await rm(path.join(parent, name), options).catch(() => {});
  }
}
