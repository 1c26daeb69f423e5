import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseNotEmpty, PackModel } from '@beatflow/db';
import type { CommitResponse } from '@beatflow/shared';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { collectGarbage } from '../care/collect-garbage.ts';
import { toGarbageServices } from '../care/start-care.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { openLocalAudioStore } from '../store/local-audio-store.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { startTestProcess } from '../testing/test-process.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push } from '../testing/test-sound.ts';
import { makeTestClient, makeTestUser, type TestUser, testPassword } from '../testing/test-user.ts';
import { type BackupPlace, listBackups } from './backup-place.ts';
import { NotEmpty, restoreBackup } from './restore-backup.ts';
import { type EmptyInstallation, makeEmptyInstallation } from './testing/restored-app.ts';
import { verifyBackups } from './verify-backups.ts';
import { writeBackup } from './write-backup.ts';

// Some start programs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let app: TestApp;
let ana: TestUser;
let repository: { id: string; name: string };
let place: BackupPlace & { folder: string };
let empty: EmptyInstallation;

beforeEach(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  repository = await makeTestRepository(ana);
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-backups-'));
  place = { folder, store: await openLocalAudioStore({ folder }), workFolder: join(folder, 'working') };
  empty = await makeEmptyInstallation();
});
afterEach(async () => {
  await empty.close();
  await app.close();
  await rm(place.folder, { recursive: true, force: true });
});

const source = () => ({ databaseUrl: app.databaseUrl, store: app.services.store });

interface Pushed {
  commit: CommitResponse;
  files: Buffer[];
}

async function pushVersion(onto: Pushed | null, ...files: Buffer[]): Promise<Pushed> {
  const stems = Object.fromEntries(files.map((bytes, i) => [`stem ${i}`, bytes]));
  return { commit: await push(ana, { repository, onto: onto?.commit ?? null, stems }), files };
}

/** Lets the restored installation serve, and compares what it gives with what was pushed. */
async function expectServed(pushed: readonly Pushed[]): Promise<void> {
  const server = startTestProcess(empty.settings);
  try {
    const visitor = makeTestClient({ ...app, url: await server.url });
    const signedIn = await visitor.fetch('/trpc/account.signIn', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: ana.username, password: testPassword }),
    });
    expect(signedIn.status).toBe(200);
    const again = makeTestClient({ ...app, url: await server.url }, signedIn.headers.getSetCookie()[0]!.split(';')[0]);
    for (const { commit, files } of pushed) {
      const found = await again.api.commit.get.query({ repositoryId: repository.id, ref: commit.id });
      expect(found).toMatchObject({ id: commit.id, digest: commit.digest });
      for (const [i, { id }] of found.stems.entries()) {
        const res = await again.fetch(`/stems/${id}/audio`);
        expect(Buffer.from(await res.arrayBuffer()).equals(files[i]!)).toBe(true);
      }
    }
  } finally {
    server.child.kill('SIGTERM');
    await server.exitCode;
  }
}

test('a backup that is made while people push, and garbage is collected, gives back every byte', async () => {
  const pushed = [await pushVersion(null, makeWav(60_000), makeWav(30_000))];
  const garbage = toGarbageServices(app.services);
  let isDone = false;
  async function pushOn(): Promise<void> {
    while (!isDone) pushed.push(await pushVersion(pushed.at(-1)!, makeWav(9000), makeWav(5000)));
  }
  async function collectOn(): Promise<void> {
    while (!isDone) await collectGarbage(garbage, { graceMs: 0, unnamedMs: 3_600_000 });
  }
  const busy = [pushOn(), collectOn()];
  while (pushed.length < 9) await new Promise((resolve) => setTimeout(resolve, 20));
  const acknowledged = [...pushed];
  await writeBackup(source(), place);
  const report = await writeBackup(source(), place);
  isDone = true;
  await Promise.all(busy);
  expect(report).toMatchObject({ damaged: [], lost: [] });

  const restored = await empty.run('restore', place.folder);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('Every byte is what it was.');
  await expectServed(acknowledged);
  const { code, stdout } = await empty.run('fsck', '--read-data');
  expect(stdout).toContain('Everything is in order.');
  expect(code).toBe(0);
});

test('the next backup copies only what is new, and the older one can still be restored', async () => {
  const first = await pushVersion(null, makeWav(60_000));
  const one = await writeBackup(source(), place);
  expect(one.copied.files).toBe(1);
  await pushVersion(first, makeWav(20_000));
  const two = await writeBackup(source(), place);
  expect(two).toMatchObject({ packs: 2, copied: { files: 1 } });
  expect((await listBackups(place)).map(({ id }) => id)).toEqual([two.id, one.id]);
  expect(await verifyBackups(place)).toMatchObject({ backups: 2, wrong: [] });

  await restoreBackup(empty.target, place, { id: one.id.slice(0, 10) });
  await expectServed([first]);
  expect((await empty.run('fsck')).stdout).toMatch(/^Checked 1 versions/);
});

test('audio that is kept whole is in a backup, too', async () => {
  const pushed = await pushVersion(null, makeWav(50_000));
  const [{ audioDigest: digest } = { audioDigest: '' }] = pushed.commit.stems;
  const { database, home, ingest } = app.services;
  const path = ingest.uploads.workPath();
  await writeFile(path, pushed.files[0]!);
  await home.put({ digest, part: 'original' }, path);
  await database.sequelize.query('DELETE FROM audio_file_chunks');
  expect(await writeBackup(source(), place)).toMatchObject({ packs: 1, originals: 1 });
  await restoreBackup(empty.target, place);
  await expectServed([pushed]);
});

test('a backup that breaks off is none, and the next one goes on where it was', async () => {
  const first = await pushVersion(null, makeWav(60_000));
  await pushVersion(first, makeWav(20_000));
  let puts = 0;
  const failing = new Proxy(place.store, {
    get(store, name: keyof AudioStore) {
      if (name !== 'put') return store[name].bind(store);
      return (...[object, path]: Parameters<AudioStore['put']>) =>
        object.part === 'pack' && ++puts === 2 ? Promise.reject(new Error('unplugged')) : store.put(object, path);
    },
  });
  await expect(writeBackup(source(), { ...place, store: failing })).rejects.toThrow('unplugged');
  expect(await listBackups(place)).toEqual([]);
  await expect(restoreBackup(empty.target, place)).rejects.toThrow('There is no whole backup here.');
  expect(await writeBackup(source(), place)).toMatchObject({ packs: 2, copied: { files: 1 } });
  expect(await readdir(place.folder)).not.toContain('working');
});

test('a restore that breaks off leaves the database empty, and goes on when it is run again', async () => {
  const first = await pushVersion(null, makeWav(60_000));
  const second = await pushVersion(first, makeWav(20_000));
  await writeBackup(source(), place);
  let puts = 0;
  const { home } = empty.target;
  const failing = new Proxy(home, {
    get(store, name: keyof AudioStore) {
      if (name !== 'put') return store[name].bind(store);
      return (...put: Parameters<AudioStore['put']>) =>
        ++puts === 2 ? Promise.reject(new Error('unplugged')) : store.put(...put);
    },
  });
  await expect(restoreBackup({ ...empty.target, home: failing }, place)).rejects.toThrow('unplugged');
  await restoreBackup(empty.target, place);
  await expectServed([first, second]);
});

test('a damaged backup is found, and never restored', async () => {
  await pushVersion(null, makeWav(60_000));
  const { id } = await writeBackup(source(), place);
  const [{ digest } = { digest: '' }] = (await listBackups(place))[0]!.manifest.packs;
  const path = join(place.folder, 'pack', digest.slice(0, 2), digest.slice(2, 4), digest);
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
  expect((await verifyBackups(place)).wrong).toEqual([{ part: 'pack', digest, backups: [id] }]);
  const checked = await empty.run('backups', place.folder, '--verify');
  expect(checked).toMatchObject({ code: 1, stderr: '' });
  expect(checked.stdout).toContain(`Missing or damaged: pack ${digest}`);
  const refused = await empty.run('restore', place.folder);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('is damaged in the backup. Nothing was restored.');

  await rm(path);
  await writeBackup(source(), place);
  expect((await verifyBackups(place)).wrong).toEqual([]);
});

test('a pack that the store has damaged is kept as it is, and said so', async () => {
  await pushVersion(null, makeWav(60_000));
  const [{ digest } = { digest: '' }] = await PackModel.findAll();
  const path = join(app.services.config.dataDir, 'audio', 'pack', digest.slice(0, 2), digest.slice(2, 4), digest);
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 1;
  await writeFile(path, bytes);
  expect(await writeBackup(source(), place)).toMatchObject({ damaged: [digest], lost: [] });
  expect(await restoreBackup(empty.target, place)).toMatchObject({ damaged: [digest] });
  const restored = await empty.target.home.open({ digest, part: 'pack' });
  expect(Buffer.from(await restored!.read(0, bytes.length)).equals(bytes)).toBe(true);
  await restored!.close();
  await rm(path);
  expect(await writeBackup(source(), { ...place, store: empty.target.home })).toMatchObject({ lost: [] });
});

test('an installation that holds something is left alone', async () => {
  await pushVersion(null, makeWav(20_000));
  await writeBackup(source(), place);
  const { home, config } = app.services;
  const workFolder = join(config.dataDir, 'restoring');
  const full = { databaseUrl: app.databaseUrl, home, workFolder };
  await expect(restoreBackup(full, place)).rejects.toThrow(DatabaseNotEmpty);
  await pushVersion(null, makeWav(30_000)).catch(() => {});
  const other = { ...empty.target, home };
  await expect(restoreBackup(other, place)).rejects.toThrow(NotEmpty);
});

test('with a number, only the newest backups stay, and what they need', async () => {
  const first = await pushVersion(null, makeWav(60_000));
  await writeBackup(source(), place);
  await ana.api.repository.delete.mutate({ repositoryId: repository.id, confirmName: repository.name });
  await collectGarbage(toGarbageServices(app.services), { graceMs: 0 });
  repository = await makeTestRepository(ana);
  const kept = await pushVersion(null, makeWav(20_000));
  expect(first.commit.id).not.toBe(kept.commit.id);
  expect(await writeBackup(source(), place, { keep: 1 })).toMatchObject({ packs: 1, forgotten: { backups: 1 } });
  const packs = [];
  for await (const pack of place.store.list('pack')) packs.push(pack);
  expect(packs).toHaveLength(1);
  expect(await verifyBackups(place)).toMatchObject({ backups: 1, wrong: [] });
  await restoreBackup(empty.target, place);
  await expectServed([kept]);
});

test('a folder inside the data folder is refused, and one that is not there is not read', async () => {
  const inside = join(empty.settings.DATA_DIR, 'backups');
  const { code, stderr } = await empty.run('backup', inside);
  expect(code).toBe(1);
  expect(stderr).toContain('A backup belongs outside of');
  const missing = join(place.folder, 'missing');
  expect((await empty.run('restore', missing)).stderr).toContain(`There is no folder ${missing}.`);
});
