import { createHash } from 'node:crypto';
import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';
import { canReach, chooseServerAccount, type ServerAccount } from './server-account.ts';

/** Where root keeps what the server's account cannot reach elsewhere. */
export const SYSTEM_DIR = '/var/lib/beatflow';

export interface Locations {
  /** `DATA_DIR/postgres`: ours, with the password and, where needed, a note on where the cluster is. */
  home: string;
  passwordFile: string;
  /** The folder that PostgreSQL calls its data directory. It may not exist yet; its parent does. */
  clusterDir: string;
  account: ServerAccount | null;
}

/**
 * Decides where the cluster of a data folder lives: inside it, unless PostgreSQL runs as another user who cannot reach
 * it. Then it lives under /var/lib/beatflow, and a file named `location` says so, also after the data folder has moved.
 */
export async function resolveLocations(dataDir: string): Promise<Locations> {
  const home = path.join(dataDir, 'postgres');
  await makeFolder(dataDir);
  await makeFolder(home);
  const realHome = await realpath(home);
  const inside = path.join(realHome, 'cluster');
  const passwordFile = path.join(realHome, 'password');

  const note = await readFile(path.join(realHome, 'location'), 'utf8').catch(() => null);
  const noted = note?.trim();
  const clusterDir = noted && (await stat(noted).catch(() => null)) ? noted : inside;
  const account = chooseServerAccount(clusterDir);
  if (clusterDir !== inside || canReach(account, realHome))
    return { home: realHome, passwordFile, clusterDir, account };

  const key = createHash('sha256').update(realHome).digest('hex').slice(0, 16);
  const outside = path.join(SYSTEM_DIR, key, 'cluster');
  if (await stat(inside).catch(() => null)) {
    throw new Error(
      `The database in ${inside} cannot be reached by the user it must run as. Please make its parent folders passable (chmod o+x).`,
    );
  }
  await makeFolder(SYSTEM_DIR);
  await makeFolder(path.dirname(outside));
  await writeFile(path.join(realHome, 'location'), `${outside}\n`);
  return { home: realHome, passwordFile, clusterDir: outside, account: chooseServerAccount(outside) };
}
