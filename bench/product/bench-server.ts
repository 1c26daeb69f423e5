import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startTemporaryPostgres } from '@beatflow/db/testing';
import { serverOptions } from '../../scripts/server-options.mjs';

export interface BenchServer {
  url: string;
  databaseUrl: string;
  process: ChildProcess;
  /** Ends it, and removes everything that it kept. */
  stop(): Promise<void>;
}

/** The built server as a process of its own, with an empty database and an empty folder. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'beatflow-bench-'));
  const postgres = await startTemporaryPostgres();
  const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url));
  const settings = { DATABASE_URL: postgres.url, DATA_DIR: folder, PORT: '0', DEMO: 'false', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [...serverOptions, main], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(createInterface({ input: child.stdout }));
  child.stdout.resume();
  return {
    url,
    databaseUrl: postgres.url,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function readUrl(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, url] = /BeatFlow is at (\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('The server did not start.');
}
