import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@beatflow/db/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeWav } from './bytes/testing/make-wav.ts';
import { startTestProcess } from './testing/test-process.ts';
import { makeAccount } from './testing/test-user.ts';

// Each test starts a program, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let database: TestDatabase;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beatflow-main-'));
  database = await createTestDatabase();
  settings = { DATA_DIR: folder, DATABASE_URL: database.url };
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('a mistake in the configuration', () => {
  test('is one sentence each, no stack, and exit code 1', async () => {
    const { exitCode, output } = startTestProcess({ ...settings, PORT: 'abc', DEMO: 'maybe' });
    expect(await exitCode).toBe(1);
    expect(output.stderr.trim().split('\n')).toEqual([
      'PORT is a number from 0 to 65535, but it is “abc”.',
      'DEMO is true or false, but it is “maybe”.',
    ]);
    expect(output.stdout).toBe('');
  });

  test('is a sentence, too, when a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, output } = startTestProcess({ ...settings, PORT: String(port), LOG_LEVEL: 'silent' });
    expect(await exitCode).toBe(1);
    expect(output.stderr.trim()).toBe(`Port ${port} is taken by another program. Set PORT to another number.`);
    other.close();
  });

  test('is a sentence, too, when there is no database, and keeps the password to itself', async () => {
    const { exitCode, output } = startTestProcess({
      ...settings,
      DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/db',
    });
    expect(await exitCode).toBe(1);
    expect(output.stderr.trim()).toBe(
      'No PostgreSQL answers at 127.0.0.1:1: is it running, and is DATABASE_URL right?',
    );
  });
});

/** Begins to upload and answers how to end it. */
async function startUpload(url: string, bytes: Buffer) {
  const account = makeAccount();
  const signedUp = await fetch(`${url}/trpc/account.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const cookie = signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const digest = createHash('sha256').update(bytes).digest('hex');
  const headers = { cookie, 'content-length': bytes.length };
  const upload: ClientRequest = request(`${url}/audio/${digest}`, { method: 'PUT', headers });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    upload.once('response', resolve);
    upload.once('error', reject);
  });
  const half = Math.floor(bytes.length / 2);
  upload.write(bytes.subarray(0, half));
  const offset = async () => {
    const res = await fetch(`${url}/audio/${digest}`, { method: 'HEAD', headers: { cookie } });
    return Number(res.headers.get('upload-offset'));
  };
  await expect.poll(offset, { timeout: 10_000 }).toBe(half);
  return { account, answer, finish: () => upload.end(bytes.subarray(half)) };
}

describe('stopping', () => {
  test('lets an upload end, takes nothing new, and is clean', async () => {
    const server = startTestProcess(settings);
    const url = await server.url;
    const { account, answer, finish } = await startUpload(url, makeWav(48_000));
    server.child.kill('SIGTERM');
    const isRefused = () =>
      fetch(`${url}/health`).then(
        () => false,
        () => true,
      );
    await expect.poll(isRefused, { timeout: 10_000 }).toBe(true);
    finish();
    expect((await answer).statusCode).toBe(201);
    expect(await server.exitCode).toBe(0);
    expect(server.output.stderr).toBe('');
    expect(server.output.stdout + server.output.stderr).not.toContain(account.password);
    expect(server.output.stdout).not.toContain('beatflow_session');
  });

  test('does not wait for ever', async () => {
    const server = startTestProcess({ ...settings, STOP_TIMEOUT_SECONDS: '1', LOG_LEVEL: 'silent' });
    const { answer } = await startUpload(await server.url, makeWav(48_000));
    const cut = expect(answer).rejects.toThrow();
    server.child.kill('SIGTERM');
    expect(await server.exitCode).toBe(0);
    await cut;
  });

  test('at once is for who asks twice', async () => {
    const server = startTestProcess({ ...settings, LOG_LEVEL: 'info' });
    const { answer } = await startUpload(await server.url, makeWav(48_000));
    const cut = expect(answer).rejects.toThrow();
    server.child.kill('SIGINT');
    await expect.poll(() => server.output.stdout, { timeout: 10_000 }).toContain('"stopping"');
    server.child.kill('SIGINT');
    expect(await server.exitCode).toBe(1);
    await cut;
  });
});
