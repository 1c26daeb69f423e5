import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { writeWavHeader } from '@beatflow/audio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnalysisJob } from '../ingest/analysis-job.ts';
import { WorkerPool } from './worker-pool.ts';

let folder: string;
let pool: WorkerPool;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-pool-'));
  pool = new WorkerPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

const shape = { sampleRate: 48_000, channels: 2, bitDepth: 16, sampleFormat: 'int' as const };

function makeWav(frames: number): Buffer {
  return Buffer.concat([writeWavHeader(shape, frames), randomBytes(frames * 4)]);
}

async function makeJob(bytes: Uint8Array): Promise<AnalysisJob> {
  const path = join(folder, String(count++));
  await writeFile(path, bytes);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { file: path, digest, limits: {}, peaksPath: `${path}-peaks`, playbackPath: `${path}-playback` };
}

/** A thread that does what the test says with each job. */
function scripted(code: string): () => Worker {
  return () =>
    new Worker(
      `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (job) => { ${code} });`,
      {
        eval: true,
      },
    );
}

test('a file is measured, and its peaks are written', async () => {
  const bytes = makeWav(48_000);
  const job = await makeJob(bytes);
  const { file, hasPlayback } = await pool.run('analyze', job, { sizeBytes: bytes.length });
  expect(file).toMatchObject({ digest: job.digest, size: bytes.length, format: 'wav', frames: 48_000, duration: 1 });
  expect(file.pcmDigest).toBe(createHash('sha256').update(bytes.subarray(44)).digest('hex'));
  expect(hasPlayback).toBe(false);
  expect((await stat(job.peaksPath)).size).toBeGreaterThan(100);
});

test('many files at once are all answered', async () => {
  const results = await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const bytes = makeWav(1000 + i);
      return (await pool.run('analyze', await makeJob(bytes), { sizeBytes: bytes.length })).file.frames;
    }),
  );
  expect(results).toEqual(Array.from({ length: 12 }, (_, i) => 1000 + i));
});

test('bytes that are not those announced are a mismatch, whether they read as audio or not', async () => {
  for (const bytes of [makeWav(1000), randomBytes(1000), makeWav(1000).subarray(0, 500)]) {
    const job = await makeJob(bytes);
    const wrong = { ...job, digest: 'ab'.repeat(32) };
    await expect(pool.run('analyze', wrong, { sizeBytes: bytes.length })).rejects.toMatchObject({
      reason: 'digest-mismatch',
    });
  }
});

test('a file that is refused leaves nothing computed behind', async () => {
  const job = await makeJob(makeWav(1000).subarray(0, 500));
  await expect(pool.run('analyze', job, { sizeBytes: 500 })).rejects.toMatchObject({ reason: 'audio-truncated' });
  expect(
    (await readdir(folder)).filter((name) => join(folder, name).startsWith(job.peaksPath.replace(/peaks$/, ''))),
  ).toEqual([]);
});

test('a thread that crashes is replaced, and its file refused', async () => {
  const broken: string[] = [];
  let starts = 0;
  const start =
    scripted(`if (job.file === 'bad') process.exit(7); if (job.file === 'throw') throw new Error('wasm abort');
    parentPort.postMessage({ kind: 'done', result: { file: {}, hasPlayback: false } });`);
  const fragile = new WorkerPool({
    threads: 1,
    onBroken: (what) => broken.push(what),
    startWorker: () => {
      starts++;
      return start();
    },
  });
  const job = (path: string) => ({
    file: path,
    digest: '',
    limits: {},
    peaksPath: join(folder, 'no'),
    playbackPath: join(folder, 'no'),
  });
  const results = await Promise.allSettled(
    ['bad', 'good', 'throw', 'good'].map((path) => fragile.run('analyze', job(path), { sizeBytes: 1 })),
  );
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  expect(results[0]).toMatchObject({ reason: { reason: 'audio-unreadable' } });
  expect(broken).toHaveLength(2);
  expect(broken[1]).toContain('wasm abort');
  expect(starts).toBe(3);
  await fragile.close();
});

test('a thread that hangs is replaced, one that only takes long is not', async () => {
  const slow = new WorkerPool({
    threads: 1,
    stallTimeoutMs: 400,
    startWorker: scripted(`if (job.file === 'hang') for (;;);
      const timer = setInterval(() => parentPort.postMessage({ kind: 'progress' }), 100);
      setTimeout(() => { clearInterval(timer); parentPort.postMessage({ kind: 'done', result: { hasPlayback: false } }); }, 1200);`),
  });
  const job = (path: string) => ({
    file: path,
    digest: '',
    limits: {},
    peaksPath: join(folder, 'no'),
    playbackPath: join(folder, 'no'),
  });
  await expect(slow.run('analyze', job('hang'), { sizeBytes: 1 })).rejects.toMatchObject({
    reason: 'audio-unreadable',
  });
  await expect(slow.run('analyze', job('long'), { sizeBytes: 1 })).resolves.toBeTruthy();
  await slow.close();
});

test('a large file does not keep small ones waiting', async () => {
  const ended: string[] = [];
  const busy = new WorkerPool({
    threads: 2,
    startWorker: scripted(`setTimeout(() => parentPort.postMessage({ kind: 'done', result: { hasPlayback: false } }),
      job.file === 'large' ? 600 : 10);`),
  });
  const run = async (path: string, sizeBytes: number) => {
    await busy.run(
      'analyze',
      { file: path, digest: '', limits: {}, peaksPath: join(folder, 'no'), playbackPath: join(folder, 'no') },
      { sizeBytes },
    );
    ended.push(path);
  };
  await Promise.all([run('large', 2 ** 32), run('large', 2 ** 32), run('small', 1), run('small', 1), run('small', 1)]);
  expect(ended).toEqual(['small', 'small', 'small', 'large', 'large']);
  await busy.close();
});

test('a closed pool refuses what it was at, and anything new', async () => {
  const closing = new WorkerPool({ threads: 1, startWorker: scripted('for (;;);') });
  const job = await makeJob(makeWav(10));
  const running = [closing.run('analyze', job, { sizeBytes: 1 }), closing.run('analyze', job, { sizeBytes: 1 })];
  const ended = Promise.allSettled(running);
  await closing.close();
  for (const result of await ended) expect(result).toMatchObject({ reason: { reason: 'server-busy' } });
  await expect(closing.run('analyze', job, { sizeBytes: 1 })).rejects.toMatchObject({ reason: 'server-busy' });
});

test('a pool closes also while the answer of a thread is on its way', async () => {
  const closing = new WorkerPool({
    threads: 1,
    startWorker: scripted(`parentPort.postMessage({ kind: 'done', result: {} });`),
  });
  const job = await makeJob(makeWav(10));
  await closing.run('analyze', job, { sizeBytes: 1 });
  const late = closing.run('analyze', job, { sizeBytes: 1 });
  // The thread answers while this one is held up.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  await closing.close();
  await Promise.allSettled([late]);
});
