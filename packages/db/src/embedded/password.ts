import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeOnce } from './write-once.ts';

/** Reads the cluster's password, or makes one; two processes that make one at once end up with the same. */
export async function ensurePassword(file: string): Promise<string> {
  const existing = await readPassword(file);
  if (existing) return existing;
  await writeOnce(file, `${randomBytes(24).toString('base64url')}\n`);
  const password = await readPassword(file);
  if (!password) throw new Error(`The database's password file ${file} is empty.`);
  return password;
}

async function readPassword(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim() || null;
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw err;
  }
}
