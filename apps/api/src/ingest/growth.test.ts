import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileSource } from './file-source.ts';
import { Growth } from './growth.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-growth-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another thread that tells, once it runs, that the file has come so far. */
function reachElsewhere(growth: Growth, bytes: bigint): Promise<void> {
  const code = `const { workerData: { memory, bytes } } = require('node:worker_threads');
    const all = new BigInt64Array(memory); Atomics.store(all, 0, bytes); Atomics.notify(all, 0);`;
  const worker = new Worker(code, { eval: true, workerData: { memory: growth.memory, bytes } });
  return new Promise((resolve) => worker.once('exit', () => resolve()));
}

test('a file that is being written is as long as it is going to be, and a read waits for its bytes', async () => {
  const path = join(folder, 'growing');
  await writeFile(path, 'first');
  const growth = Growth.of(10);
  growth.reach(5);
  const source = new FileSource(path, growth);
  expect(source.size).toBe(10);
  expect(Buffer.from(source.readNow(0, 5)).toString()).toBe('first');
  await appendFile(path, 'later');
  const reached = reachElsewhere(growth, 10n);
  expect(Buffer.from(source.readNow(3, 100)).toString()).toBe('stlater');
  await reached;
  source.close();
});

test('nobody waits for what broke off', () => {
  const growth = Growth.of(10);
  growth.breakOff();
  expect(() => new Growth(growth.memory).waitFor(1)).toThrow('broke off');
});
