import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { isProcessAlive, readProcessName } from './process.ts';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** 0 while the server has not come that far. */
  port: number;
}

/** Reads who runs the cluster; null when nobody says so. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  let text: string;
  try {
    text = await readFile(fileOf(clusterDir), 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw err;
  }
  const lines = text.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  return Number.isInteger(pid) ? { pid, port: Number.parseInt(lines[3] ?? '', 10) || 0 } : null;
}

/**
 * Removes a `postmaster.pid` whose number meanwhile belongs to another program, as happens when a container restarts
 * and counts from one again: PostgreSQL would take that program for a running server and refuse to start.
 *
 * @returns whether the cluster is free to be started
 */
export async function clearStalePostmaster(clusterDir: string, { pid }: Postmaster): Promise<boolean> {
  if (!isProcessAlive(pid)) return true;
  const name = readProcessName(pid);
  if (name === null || name.includes('postgres')) return false;
  await rm(fileOf(clusterDir), { force: true });
  return true;
}

function fileOf(clusterDir: string): string {
  return path.join(clusterDir, 'postmaster.pid');
}
