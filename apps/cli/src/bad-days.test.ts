import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { ended, startBeatflow } from './testing/beatflow-process.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, sound, writeSound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;
let gate: Gate;

/** Stands between a client and the server, and can be closed, or slow. */
interface Gate {
  url: string;
  /** Lets nothing pass, as if there were no network. */
  isClosed: boolean;
  /** Called for each piece of an upload's body, before it goes on. */
  onBody: ((bytes: number) => void) | null;
  server: Server;
}

async function openGate(target: string): Promise<Gate> {
  const gate: Gate = { url: '', isClosed: false, onBody: null, server: createServer() };
  gate.server.on('request', (req, res) => {
    if (gate.isClosed) return req.socket.destroy();
    const onward = request(new URL(req.url ?? '/', target), { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.on('data', (bytes: Buffer) => {
      if (req.method === 'PUT') gate.onBody?.(bytes.length);
    });
    req.on('close', () => req.complete || onward.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => gate.server.listen(0, '127.0.0.1', resolve));
  gate.url = `http://127.0.0.1:${(gate.server.address() as AddressInfo).port}`;
  return gate;
}

beforeAll(async () => {
  app = await createTestApp();
  gate = await openGate(app.url);
  ana = await Person.arrive({ ...app, url: gate.url });
});
afterAll(async () => {
  gate.server.closeAllConnections();
  gate.server.close();
  await ana.leave();
  await app.close();
});

async function makeSong(name: string) {
  const folder = await ana.makeFolder(name);
  await bounce(folder, { 'Bass.wav': sound(1), 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init']);
  const repository = await ana.user.api.repository.get.query({ owner: ana.username, name });
  return { folder, repositoryId: repository.id };
}

async function withoutServer(task: () => Promise<void>): Promise<void> {
  gate.isClosed = true;
  gate.server.closeAllConnections();
  try {
    await task();
  } finally {
    gate.isClosed = false;
  }
}

test('versions, branches and the log work offline, and arrive later with the digests that they were made with', async () => {
  const { folder, repositoryId } = await makeSong('offline');
  const digests: string[] = [];
  await withoutServer(async () => {
    for (const [at, message] of ['On', 'the', 'train'].entries()) {
      await bounce(folder, { 'Kick.wav': sound(10 + at) });
      digests.unshift((await ana.facts<{ digest: string }>(folder, ['commit', '-m', message])).digest);
    }
    await ana.expect(folder, ['switch', '-c', 'idea']);
    await bounce(folder, { 'Pad.wav': sound(20) });
    digests.unshift((await ana.facts<{ digest: string }>(folder, ['commit', '-m', 'idea'])).digest);
    await ana.expect(folder, ['switch', 'main']);
    expect(await ana.expect(folder, ['log'])).toMatch(/not pushed\) train\n.* the\n.* On\n$/);
    expect(await ana.expect(folder, ['status'])).toContain('3 versions to push');
    expect(await ana.expect(folder, ['branch'])).toContain('* main');
    expect(await ana.expect(folder, ['diff', 'main', 'idea'])).toBe('+  Pad  added\n');
    const refused = await ana.run(folder, ['push']);
    expect(refused).toMatchObject({ code: 7, stderr: expect.stringContaining('The server could not be reached.') });
  });
  await ana.expect(folder, ['push']);
  await ana.expect(folder, ['switch', 'idea']);
  await ana.expect(folder, ['push']);
  const { items } = await ana.user.api.commit.list.query({ repositoryId, ref: 'idea' });
  expect(items.map(({ digest }) => digest)).toEqual(digests);
});

test('a client that is killed in the middle of a push goes on where it was stopped', async () => {
  const { folder, repositoryId } = await makeSong('killed');
  const long = Array.from({ length: 60 }, (_, at) => sound(100 + at)).flat();
  await bounce(folder, { 'Pad.wav': long });
  await ana.expect(folder, ['commit', '-m', 'Long']);
  const child = startBeatflow(folder, ['push'], ana.env);
  let passed = 0;
  const stopped = ended(child);
  gate.onBody = (bytes) => {
    passed += bytes;
    if (passed > 1_000_000) child.kill('SIGKILL');
  };
  expect((await stopped).signal).toBe('SIGKILL');
  gate.onBody = null;
  expect((await ana.user.api.commit.list.query({ repositoryId })).items).toEqual([]);

  const pushed = await ana.facts<{ bytes: number; versions: object[] }>(folder, ['push']);
  expect(pushed.versions).toHaveLength(1);
  expect(pushed.bytes).toBeLessThan(2 * 192_044 + 60 * 192_000);
  const version = await ana.user.api.commit.get.query({ repositoryId, ref: 'main' });
  const pad = version.stems.find(({ name }) => name === 'Pad');
  expect(pad?.audioDigest).toBe(await digestOf(join(folder, 'Pad.wav')));
});

test('a push whose answer never arrived is not made twice', async () => {
  const { folder, repositoryId } = await makeSong('unheard');
  await ana.expect(folder, ['commit', '-m', 'First']);
  const state = await readFile(join(folder, '.beatflow', 'state.json'), 'utf8');
  const [file] = await readdir(join(folder, '.beatflow', 'commits'));
  const commit = await readFile(join(folder, '.beatflow', 'commits', file!), 'utf8');
  await ana.expect(folder, ['push']);
  // As if the client had died after the server took the version, and before it heard so.
  await writeFile(join(folder, '.beatflow', 'state.json'), state);
  await writeFile(join(folder, '.beatflow', 'commits', file!), commit);
  await writeFile(join(folder, '.beatflow', 'lock'), '999999999');
  await bounce(folder, { 'Kick.wav': sound(5) });
  await ana.expect(folder, ['commit', '-m', 'Second']);
  await ana.expect(folder, ['push']);
  const { items } = await ana.user.api.commit.list.query({ repositoryId });
  expect(items.map(({ message }) => message)).toEqual(['Second', 'First']);
});

test('a wrong token, no token and a foreign song each get their sentence and their number', async () => {
  const { folder } = await makeSong('tokens');
  await ana.expect(folder, ['commit', '-m', 'First']);
  const wrong = await ana.run(folder, ['push'], { env: { BEATFLOW_TOKEN: 'bf_wrong' } });
  expect(wrong).toMatchObject({ code: 3, stderr: expect.stringContaining('not valid') });
  expect(wrong.stderr).toContain('Run “beatflow login”.');
  const nobody = { BEATFLOW_CONFIG_DIR: ana.path('nobody') };
  expect((await ana.run(folder, ['whoami'], { env: nobody })).code).toBe(3);
  expect((await ana.run(folder, ['login', '--token-stdin'], { input: 'bf_wrong\n', env: nobody })).code).toBe(3);
  const missing = await ana.run(ana.home, ['clone', 'nobody/nothing', '--json']);
  expect(missing.code).toBe(5);
  expect(JSON.parse(missing.stderr)).toMatchObject({ error: { reason: 'not-found', exit: 'notFound' } });
  expect(await readdir(ana.home)).not.toContain('nothing');
  expect((await ana.run(ana.home, ['status'])).stderr).toContain('beatflow init');
  expect((await ana.run(ana.home, ['statsu'])).code).toBe(2);
});

test('the token is kept where nobody else can read it, and is gone after signing out', async () => {
  const path = ana.path('config', 'credentials.json');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(ana.path('config'))).mode & 0o777).toBe(0o700);
  const second = { BEATFLOW_CONFIG_DIR: ana.path('second') };
  await ana.expect(ana.home, ['login', '--token-stdin'], { input: ana.token, env: second });
  expect(await ana.expect(ana.home, ['whoami'], { env: second })).toBe(`${ana.username} on ${gate.url}\n`);
  await ana.expect(ana.home, ['logout'], { env: second });
  expect(await readFile(ana.path('second', 'credentials.json'), 'utf8')).not.toContain('bf_');
});

test('a folder may hold whatever DAWs and systems leave there', async () => {
  const { folder, repositoryId } = await makeSong('odd');
  await mkdir(join(folder, 'Drums'));
  await bounce(folder, { 'Drums/Close L.wav': sound(3), 'ゆき Vox.wav': sound(4), 'Kick 2;$(x).wav': sound(5) });
  await writeFile(join(folder, 'song.als'), 'project');
  await writeFile(join(folder, '.DS_Store'), 'x');
  await writeFile(join(folder, 'Empty.wav'), '');
  await symlink(join(folder, 'nowhere.wav'), join(folder, 'Broken link.wav'));
  await ana.expect(folder, ['commit']);
  await ana.expect(folder, ['push']);
  const { stems } = await ana.user.api.commit.get.query({ repositoryId, ref: 'main' });
  expect(stems.map(({ name, stemType }) => [name, stemType]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
    ['Bass', 'bass'],
    ['Close L', 'drums'],
    ['Kick', 'drums'],
    ['Kick 2;$ x', 'drums'],
    ['ゆき Vox', 'vocals'],
  ]);
});

test('a file that is no audio stands in the way of a version, and is named', async () => {
  const { folder } = await makeSong('broken');
  await writeFile(join(folder, 'Pad.wav'), 'this is no audio');
  await writeFile(join(folder, 'Vox.wav'), writeSound(sound(4)).subarray(0, 1000));
  const refused = await ana.run(folder, ['commit']);
  expect(refused.code).toBe(8);
  expect(refused.stderr).toMatch(/Pad\.wav: This file is not audio\..*\nVox\.wav: This WAV file is cut short/);
  expect(await ana.expect(folder, ['status'])).toContain('unusable');
});

test('the same sound under a new header is no change', async () => {
  const { folder } = await makeSong('header');
  await ana.expect(folder, ['commit', '-m', 'First']);
  await writeFile(join(folder, 'Bass.wav'), writeSound(sound(1), { tail: 'made anew' }));
  expect(await ana.expect(folder, ['status'])).toContain('Nothing has changed');
  expect((await ana.run(folder, ['commit'])).stderr).toContain('Nothing has changed');
});

test('versions are pushed by who made them, and a token alone is enough to make some', async () => {
  const { folder, repositoryId } = await makeSong('makers');
  const ben = await Person.arrive({ ...app, url: gate.url });
  try {
    await ana.user.api.collaborator.add.mutate({ repositoryId, username: ben.username, role: 'writer' });
    const asBen = { BEATFLOW_CONFIG_DIR: ana.path('nobody'), BEATFLOW_TOKEN: ben.token };
    await ana.expect(folder, ['commit', '-m', 'By Ben'], { env: asBen });
    const refused = await ana.run(folder, ['push']);
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining(`${ben.username} made`) });
    await ana.expect(folder, ['push'], { env: asBen });
    const { authorName } = await ana.user.api.commit.get.query({ repositoryId, ref: 'main' });
    expect(authorName).toBe(ben.username);
  } finally {
    await ben.leave();
  }
});

test('a reader may not push, and keeps the version', async () => {
  const { folder, repositoryId } = await makeSong('read-only');
  await ana.expect(folder, ['commit', '-m', 'First']);
  await ana.expect(folder, ['push']);
  const ben = await Person.arrive({ ...app, url: gate.url });
  try {
    await ana.user.api.collaborator.add.mutate({ repositoryId, username: ben.username, role: 'reader' });
    await ben.expect(ben.home, ['clone', `${ana.username}/read-only`]);
    const his = ben.path('read-only');
    await bounce(his, { 'Bass.wav': sound(9) });
    await ben.expect(his, ['commit', '-m', 'Mine']);
    const refused = await ben.run(his, ['push']);
    expect(refused).toMatchObject({ code: 6, stderr: expect.stringContaining('beatflow fork') });
    expect(await ben.expect(his, ['status'])).toContain('1 version to push');
  } finally {
    await ben.leave();
  }
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is named', async () => {
  const { folder } = await makeSong('unreadable');
  await chmod(join(folder, 'Bass.wav'), 0);
  expect(await ana.run(folder, ['commit'])).toMatchObject({ code: 1, stderr: expect.stringContaining('Bass.wav') });
});
