import { spawnSync } from 'node:child_process';
import { cp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { programPath } from './binaries.ts';
import { SYSTEM_DIR } from './locations.ts';
import { makeFolder } from './make-folder.ts';
import { canReach, type ServerAccount } from './server-account.ts';

/**
 * Answers a folder of binaries that the account can use: where npm put them, or a copy under /var/lib/beatflow when
 * that is closed to the account (a checkout in a private home folder).
 */
export async function installBinaries({ root, version }: Binaries, account: ServerAccount | null): Promise<string> {
  if (canReach(account, programPath(root, 'postgres'))) return root;
  const target = path.join(SYSTEM_DIR, `postgresql-${version}`);
  if (await stat(target).catch(() => null)) return target;
  await makeFolder(SYSTEM_DIR);
  const partial = `${target}.${process.pid}.partial`;
  await cp(root, partial, { recursive: true, verbatimSymlinks: true });
  // An install under a narrow umask is closed to others as a whole, not just by its parents.
  spawnSync('chmod', ['-R', 'a+rX', partial], { stdio: 'ignore' });
  try {
    await rename(partial, target);
  } catch (err) {
    await rm(partial, { recursive: true, force: true });
    // Somebody else was quicker, with the same files.
    if (!(await stat(target).catch(() => null))) throw err;
  }
  return target;
}
