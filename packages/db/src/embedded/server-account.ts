import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The user that PostgreSQL runs as when that is not ourselves. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/**
 * Tells which user PostgreSQL must run as: null for ourselves. It refuses to run as root, so that root lends it to the
 * owner of an existing cluster, or to `nobody`.
 */
export function chooseServerAccount(clusterDir: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const stat = statSync(clusterDir, { throwIfNoEntry: false });
  if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  return findNobody();
}

function findNobody(): ServerAccount {
  const readId = (flag: string) => Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10);
  const uid = readId('-u');
  const gid = readId('-g');
  // Minimal images may lack `id` or the entry; the number is the same everywhere on Linux.
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : { uid: 65_534, gid: 65_534 };
}

/** Whether that user may pass through to `target`, a folder or a program; asked of the system, not computed from modes. */
export function canReach(account: ServerAccount | null, target: string): boolean {
  if (!account) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', target], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
