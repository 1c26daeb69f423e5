import { randomBytes } from 'node:crypto';
import { readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';
import { canReach, chooseServerAccount, type ServerAccount } from './server-account.ts';
import { writeOnce } from './write-once.ts';

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

  const noted = await readLocation(realHome);
  if (noted && !(await stat(path.dirname(noted)).catch(() => null))) {
    throw new Error(
      `The database of ${dataDir} is kept in ${noted}, which is missing. Please put it back; or, to begin with an empty one, remove ${path.join(realHome, 'location')}.`,
    );
  }
  const clusterDir = noted ?? inside;
  const account = chooseServerAccount(clusterDir);
  const isUsable = noted !== null || canReach(account, realHome);
  if (isUsable) return { home: realHome, passwordFile, clusterDir, account };

  if (await stat(inside).catch(() => null)) {
    throw new Error(
      `The database in ${inside} cannot be reached by the user it must run as. Please make its parent folders passable (chmod o+x).`,
    );
  }
  const outside = await makeLocation(realHome);
  return { home: realHome, passwordFile, clusterDir: outside, account: chooseServerAccount(outside) };
}

async function readLocation(home: string): Promise<string | null> {
  const note = await readFile(path.join(home, 'location'), 'utf8').catch(() => null);
  return note?.trim() || null;
}

/** Makes a place outside, and the notes that lead there and back. Of two processes at once, both use the first's. */
async function makeLocation(home: string): Promise<string> {
  // Not derived from the folder's path: a new data folder where an old one was removed must not find the old cluster.
  const outside = path.join(SYSTEM_DIR, randomBytes(8).toString('hex'));
  await makeFolder(SYSTEM_DIR);
  await makeFolder(outside);
  await writeFile(path.join(outside, 'belongs-to'), `${home}\n`);
  const cluster = path.join(outside, 'cluster');
  if (await writeOnce(path.join(home, 'location'), `${cluster}\n`)) return cluster;
  await rm(outside, { recursive: true, force: true });
  return (await readLocation(home)) ?? cluster;
}
