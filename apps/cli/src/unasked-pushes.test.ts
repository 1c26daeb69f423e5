import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, type Noise, punchIn, sound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;
let gate: Server;
let asked: string[] = [];

beforeAll(async () => {
  app = await createTestApp();
  gate = createServer((req, res) => {
    asked.push(`${req.method} ${(req.url ?? '').replace(/[0-9a-f]{64}/, ':digest').replace(/\?.*/, '')}`);
    const onward = request(new URL(req.url ?? '/', app.url), { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  ana = await Person.arrive({ ...app, url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}` });
});
afterAll(async () => {
  gate.closeAllConnections();
  gate.close();
  await ana.leave();
  await app.close();
});

const take: Noise = Array.from({ length: 6 }, (_, at) => sound(700 + at)).flat();

/** A song with one version on the server, and a punch-in that is committed and not pushed. */
async function makeSong(name: string, seed = 1) {
  const folder = await ana.makeFolder(name);
  await bounce(folder, { 'Bass.wav': take, 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init']);
  const first = await ana.push(folder, 'First');
  return { folder, first, ...(await punch(folder, seed)) };
}

async function punch(folder: string, seed: number) {
  const before = await digestOf(join(folder, 'Bass.wav'));
  await bounce(folder, { 'Bass.wav': punchIn(take, 200_000, 224_000, seed) });
  await ana.expect(folder, ['commit', '-m', `Punched in ${seed}`]);
  return { before, after: await digestOf(join(folder, 'Bass.wav')) };
}

function cutOf(folder: string, digest: string): string {
  return join(folder, '.beatflow', 'objects', digest.slice(0, 2), `${digest}.cut.json`);
}

async function push(folder: string) {
  asked = [];
  return ana.facts<{ files: number; bytes: number; versions: object[] }>(folder, ['push']);
}

/** Whether others get from the server what lies in a folder. */
async function expectThere(folder: string, name: string): Promise<void> {
  const copies = (await readdir(ana.home)).length;
  await ana.expect(ana.home, ['clone', `${ana.username}/${name}`, `copy-${copies}`]);
  const path = ana.path(`copy-${copies}`, 'Bass.wav');
  expect(await digestOf(path)).toBe(await digestOf(join(folder, 'Bass.wav')));
}

test('a punch-in is pushed in two requests, where the song was made and where it was cloned', async () => {
  const { folder } = await makeSong('two-requests');
  const { files, bytes, versions } = await push(folder);
  expect(asked).toEqual(['POST /audio/:digest/seal', 'POST /trpc/commit.create']);
  expect(files).toBe(1);
  expect(versions).toHaveLength(1);
  expect(bytes).toBeGreaterThan(96_000);
  expect(bytes).toBeLessThan(1_000_000);
  await expectThere(folder, 'two-requests');

  await ana.expect(ana.home, ['clone', `${ana.username}/two-requests`, 'other']);
  await punch(ana.path('other'), 2);
  await push(ana.path('other'));
  expect(asked).toEqual(['POST /audio/:digest/seal', 'POST /trpc/commit.create']);
  await expectThere(ana.path('other'), 'two-requests');
});

test('what a file was cut into is found again where it was not noted, and where the note is damaged', async () => {
  const { folder, before, after } = await makeSong('notes');
  await rm(cutOf(folder, before));
  await rm(cutOf(folder, after));
  expect((await push(folder)).bytes).toBeLessThan(1_000_000);

  const second = await punch(folder, 2);
  const chunks = JSON.parse(await readFile(cutOf(folder, second.after), 'utf8')) as [string, number][];
  const known = await readFile(cutOf(folder, second.before), 'utf8');
  const fresh = chunks.findIndex(([digest]) => !known.includes(digest));
  chunks[fresh] = [chunks[fresh]![0].replace(/^./, (digit) => (digit === '0' ? '1' : '0')), chunks[fresh]![1]];
  await writeFile(cutOf(folder, second.after), JSON.stringify(chunks));
  expect((await push(folder)).versions).toHaveLength(1);
  await expectThere(folder, 'notes');

  const third = await punch(folder, 3);
  await writeFile(cutOf(folder, third.after), '[["half of a li');
  expect((await push(folder)).versions).toHaveLength(1);
  await expectThere(folder, 'notes');
});

test('what the server turns out to lack is sent after all', async () => {
  const { folder, before, after } = await makeSong('lacking', 9);
  await writeFile(cutOf(folder, before), await readFile(cutOf(folder, after), 'utf8'));
  const { bytes } = await push(folder);
  expect(asked).toEqual(['POST /audio/:digest/seal', 'POST /audio/:digest/seal', 'POST /trpc/commit.create']);
  expect(bytes).toBeGreaterThan(96_000);
  await expectThere(folder, 'lacking');
});

test('of what is much the server is asked, and the end comes along with the seal', async () => {
  const folder = await ana.makeFolder('much');
  await bounce(folder, { 'Bass.wav': take });
  await ana.expect(folder, ['init']);
  await ana.push(folder, 'First');
  const other: Noise = Array.from({ length: 60 }, (_, at) => sound(800 + at)).flat();
  await bounce(folder, { 'Bass.wav': other });
  await ana.expect(folder, ['commit', '-m', 'Played anew']);
  const { bytes } = await push(folder);
  expect(bytes).toBeGreaterThan(8 * 1024 * 1024);
  expect(asked.filter((request) => request.startsWith('POST /audio/'))).toEqual([
    'POST /audio/chunks/missing',
    'POST /audio/chunks',
    'POST /audio/:digest/seal',
  ]);
  await expectThere(folder, 'much');
});

test('a branch that others moved is not pushed to, though nobody asked where it was', async () => {
  const { folder } = await makeSong('moved');
  await ana.expect(ana.home, ['clone', `${ana.username}/moved`, 'first']);
  await punch(ana.path('first'), 2);
  await push(ana.path('first'));
  const refused = await ana.run(folder, ['push']);
  expect(refused).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('pushed “Punched in 2” to main meanwhile'),
  });
  expect(await ana.expect(folder, ['status'])).toContain('1 version to push');
});

test('a version whose end nobody heard of is found there', async () => {
  const { folder } = await makeSong('unheard');
  const meta = (...parts: string[]) => join(folder, '.beatflow', ...parts);
  const state = await readFile(meta('state.json'), 'utf8');
  const { head } = (JSON.parse(state) as { branches: { main: { head: string } } }).branches.main;
  const commit = await readFile(meta('commits', `${head}.json`), 'utf8');
  await push(folder);
  await writeFile(meta('state.json'), state);
  await writeFile(meta('commits', `${head}.json`), commit);
  const again = await push(folder);
  expect(again.versions).toEqual([]);
  expect(await ana.expect(folder, ['status'])).not.toContain('to push');
});
