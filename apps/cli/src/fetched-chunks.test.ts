import { copyFile, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, type Noise, punchIn, sound, writeSound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;
let gate: Server;
let asked: string[];
let sentBytes: number;
/** What becomes of the body of an answer of chunks; null to cut the connection. */
let onChunks: (body: Buffer) => Buffer | null;
let knowsChunks: boolean;
let saysLengths: boolean;

/** Stands between a client and the server, and sees what they say. */
function passOn(req: IncomingMessage, res: ServerResponse): void {
  const path = req.url ?? '/';
  if (path.startsWith('/stems')) asked.push(`${req.method} ${path.replace(/[0-9a-f-]{36}/, ':id')}`);
  if (!knowsChunks && path.startsWith('/stems/chunks')) {
    res.writeHead(404, { 'content-type': 'application/json' }).end('{"reason":"not-found","message":"No.","data":{}}');
    return;
  }
  const onward = request(new URL(path, app.url), { method: req.method, headers: req.headers }, (answer) => {
    const { 'content-length': _, ...headers } = answer.headers;
    res.writeHead(answer.statusCode ?? 500, saysLengths ? answer.headers : headers);
    if (path !== '/stems/chunks/read') {
      answer.pipe(res);
      return;
    }
    const parts: Buffer[] = [];
    answer.on('data', (bytes: Buffer) => parts.push(bytes));
    answer.on('end', () => {
      const whole = Buffer.concat(parts);
      const body = onChunks(whole);
      sentBytes += body?.length ?? 0;
      if (body?.length === whole.length) res.end(body);
      else res.write(body ?? '', () => setTimeout(() => res.destroy(), 50));
    });
  });
  onward.on('error', () => res.destroy());
  req.pipe(onward);
}

beforeAll(async () => {
  app = await createTestApp();
  gate = createServer(passOn);
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  [asked, onChunks, knowsChunks, saysLengths] = [[], (body) => body, true, true];
  ana = await Person.arrive({ ...app, url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}` });
  const folder = await ana.makeFolder('song');
  await bounce(folder, { 'Bass.wav': take, 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init']);
  await ana.expect(folder, ['commit', '-m', 'First']);
  await bounce(folder, { 'Bass.wav': punched });
  await ana.expect(folder, ['commit', '-m', 'Punched in']);
  await ana.expect(folder, ['push']);
});
afterAll(async () => {
  gate.closeAllConnections();
  gate.close();
  await ana.leave();
  await app.close();
});
beforeEach(() => {
  [asked, sentBytes, onChunks, knowsChunks, saysLengths] = [[], 0, (body) => body, true, true];
});

const take: Noise = Array.from({ length: 6 }, (_, at) => sound(400 + at)).flat();
const punched = punchIn(take, 200_000, 224_000);

async function holds(folder: string, noise: Noise): Promise<boolean> {
  return (await readFile(join(ana.path(folder), 'Bass.wav'))).equals(writeSound(noise));
}

function clone(into: string, ...options: string[]): Promise<string> {
  return ana.expect(ana.home, ['clone', `${ana.username}/song`, into, ...options]);
}

test('a clone asks once for what all stems are made of, and once for their chunks', async () => {
  await clone('plain');
  expect(asked).toEqual(['POST /stems/chunks', 'POST /stems/chunks/read']);
  expect(await holds('plain', punched)).toBe(true);
  expect(await ana.expect(ana.path('plain'), ['status'])).toContain('Nothing has changed');
});

test('a clone of all versions fetches each chunk once, and has every version without the server', async () => {
  await clone('newest');
  const newest = sentBytes;
  await clone('all', '--history');
  expect(sentBytes - newest).toBeLessThan(newest * 1.4);
  asked = [];
  await ana.expect(ana.path('all'), ['restore', 'Bass', '--from', await firstVersion()]);
  expect(await holds('all', take)).toBe(true);
  expect(asked).toEqual([]);
});

async function firstVersion(): Promise<string> {
  return (await ana.facts<{ digest: string }[]>(ana.path('song'), ['log']))[1]!.digest;
}

test('a chunk that was damaged on its way is found, and its file fetched in another way', async () => {
  onChunks = (body) => {
    body[body.length - 3000]! ^= 4;
    return body;
  };
  await clone('damaged', '--history');
  expect(asked.filter((line) => line === 'GET /stems/:id/audio').length).toBeGreaterThan(0);
  expect(await holds('damaged', punched)).toBe(true);
  await ana.expect(ana.path('damaged'), ['restore', 'Bass', '--from', await firstVersion()]);
  expect(await holds('damaged', take)).toBe(true);
});

test('when the connection breaks among chunks, what came is not asked for again', async () => {
  await clone('measured');
  const whole = sentBytes;
  [asked, sentBytes] = [[], 0];
  let breaks = 2;
  onChunks = (body) => (breaks-- > 0 ? body.subarray(0, Math.floor(body.length / 2)) : body);
  await clone('broken');
  expect(asked.filter((line) => line === 'POST /stems/chunks/read')).toHaveLength(3);
  expect(sentBytes).toBeLessThan(whole * 1.3);
  expect(await holds('broken', punched)).toBe(true);
});

test('chunks come through a proxy that does not say how long an answer is', async () => {
  saysLengths = false;
  await clone('unmeasured', '--history');
  expect(asked.filter((line) => line === 'GET /stems/:id/audio')).toEqual([]);
  expect(await holds('unmeasured', punched)).toBe(true);
});

test('a server that knows no chunks gives whole files', async () => {
  knowsChunks = false;
  await clone('whole', '--history');
  expect(await holds('whole', punched)).toBe(true);
});

test('what is damaged in the folder is fetched anew', async () => {
  await clone('rotten');
  const packs = join(ana.path('rotten'), '.beatflow', 'packs');
  for (const name of await readdir(packs)) {
    const bytes = await readFile(join(packs, name));
    bytes[bytes.length - 5000]! ^= 1;
    await writeFile(join(packs, name), bytes);
  }
  await bounce(ana.path('rotten'), { 'Bass.wav': sound(9), 'Kick.wav': sound(9) });
  await ana.expect(ana.path('rotten'), ['restore', '--all']);
  expect(await holds('rotten', punched)).toBe(true);
  expect((await readFile(join(ana.path('rotten'), 'Kick.wav'))).equals(writeSound(sound(2)))).toBe(true);
});

test('what came and is needed no more goes when a command fetches, and not while another is at work', async () => {
  await clone('tidy', '--history');
  const folder = ana.path('tidy');
  const packs = join(folder, '.beatflow', 'packs');
  const listPacks = async () => (await readdir(packs)).filter((name) => name.endsWith('.pack'));
  const needed = await listPacks();
  await copyFile(join(packs, needed[0]!), join(packs, 'ffffffffffffffff.pack'));
  await utimes(join(packs, 'ffffffffffffffff.pack'), 1, 1);
  await writeFile(join(packs, 'tidied.json'), '{"bytes":1000000000,"dueMs":1}');
  await bounce(folder, { 'Bass.wav': sound(9) });
  const lock = join(folder, '.beatflow', 'lock');
  await writeFile(lock, String(process.pid));
  expect((await ana.run(folder, ['restore', '--all'])).stderr).toContain('Another beatflow');
  expect(await listPacks()).toHaveLength(needed.length + 1);
  await rm(lock);
  await ana.expect(folder, ['restore', '--all']);
  expect((await listPacks()).sort()).toEqual(needed.sort());
  expect(await holds('tidy', punched)).toBe(true);
  await ana.expect(folder, ['restore', 'Bass', '--from', await firstVersion()]);
  expect(await holds('tidy', take)).toBe(true);
});
