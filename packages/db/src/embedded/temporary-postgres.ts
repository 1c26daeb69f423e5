import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isProcessAlive } from './process.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const PREFIX = 'beatflow-temporary-';

/** Starts a PostgreSQL in a temporary folder that vanishes with it. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  await removeLeftovers();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`);
  const server = await startEmbeddedPostgres({ dataDir, isDisposable: true });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await removeData(dataDir);
    },
  };
}

/** Ends and removes the servers of test runs that were killed before they could. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (isProcessAlive(pid)) continue;
    const dataDir = path.join(os.tmpdir(), name);
    const server = await startEmbeddedPostgres({ dataDir, isDisposable: true }).catch(() => null);
    await server?.stop();
    await removeData(dataDir);
  }
}

async function removeData(dataDir: string): Promise<void> {
  await rm(path.dirname(readLocation(dataDir)), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

function readLocation(dataDir: string): string {
  try {
    return readFileSync(path.join(dataDir, 'postgres', 'location'), 'utf8').trim();
  } catch {
    return path.join(dataDir, 'postgres', 'cluster');
  }
}
