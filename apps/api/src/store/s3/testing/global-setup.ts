import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    s3: { folder: string; ownerPid: number };
  }
}

/** Says where the first test that needs an S3 server starts it, for all tests of this run, and ends it with them. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = join(tmpdir(), `beatflow-s3-${randomUUID()}`);
  project.provide('s3', { folder, ownerPid: process.pid });
  return async () => {
    const pidFile = join(folder, 'guard.pid');
    if (!existsSync(pidFile)) return;
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
    for (let left = 200; existsSync(folder) && left > 0; left--) await sleep(50);
  };
}
