import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { realDisk } from './disk.ts';
import { openUploadFolder, type UploadFolder } from './upload-folder.ts';

const hourMs = 3_600_000;
const ana = '11111111-1111-4111-8111-111111111111';
const ben = '22222222-2222-4222-8222-222222222222';
const digestA = 'aa'.repeat(32);
const digestB = 'bb'.repeat(32);
let top: string;
let count = 0;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'beatflow-uploads-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

async function makeFolder(): Promise<{ uploads: UploadFolder; folder: string }> {
  const folder = join(top, String(count++));
  return { uploads: await openUploadFolder({ folder, ttlMs: 24 * hourMs }), folder };
}

async function breakOff(uploads: UploadFolder, userId: string, digest: string, bytes: number): Promise<void> {
  const upload = await uploads.begin({ userId, digest }, 0, bytes * 2);
  await upload.append(new Uint8Array(bytes));
  await upload.keep();
}

test('a broken upload goes on where it broke off, and nowhere else', async () => {
  const { uploads } = await makeFolder();
  const key = { userId: ana, digest: digestA };
  await breakOff(uploads, ana, digestA, 100);
  expect(await uploads.sizeOf(key)).toBe(100);
  await expect(uploads.begin(key, 99, 200)).rejects.toMatchObject({ reason: 'offset-mismatch', data: { offset: 100 } });
  const upload = await uploads.begin(key, 100, 200);
  await upload.append(new Uint8Array(50));
  expect(upload.size).toBe(150);
  await upload.keep();
  expect(await uploads.sizeOf(key)).toBe(150);
});

test('a new start forgets what had arrived', async () => {
  const { uploads } = await makeFolder();
  await breakOff(uploads, ana, digestA, 100);
  const upload = await uploads.begin({ userId: ana, digest: digestA }, 0, 10);
  expect(upload.size).toBe(0);
  await upload.keep();
  expect(await uploads.sizeOf({ userId: ana, digest: digestA })).toBe(0);
});

test('one upload has one writer; other people and other files are not in its way', async () => {
  const { uploads } = await makeFolder();
  const first = await uploads.begin({ userId: ana, digest: digestA }, 0, 10);
  await expect(uploads.begin({ userId: ana, digest: digestA }, 0, 10)).rejects.toMatchObject({ reason: 'upload-busy' });
  await (await uploads.begin({ userId: ben, digest: digestA }, 0, 10)).discard();
  await (await uploads.begin({ userId: ana, digest: digestB }, 0, 10)).discard();
  await first.discard();
  await (await uploads.begin({ userId: ana, digest: digestA }, 0, 10)).discard();
});

test('nobody sees what another user has sent', async () => {
  const { uploads } = await makeFolder();
  await breakOff(uploads, ana, digestA, 100);
  expect(await uploads.sizeOf({ userId: ben, digest: digestA })).toBe(0);
});

test('a discarded upload leaves nothing', async () => {
  const { uploads, folder } = await makeFolder();
  const upload = await uploads.begin({ userId: ana, digest: digestA }, 0, 10);
  await upload.append(new Uint8Array(10));
  await upload.discard();
  expect(await readdir(join(folder, ana))).toEqual([]);
  await uploads.start();
  expect(await readdir(folder)).toEqual(['work']);
});

test('what waits counts: its size, or what an upload under way is going to be', async () => {
  const { uploads } = await makeFolder();
  const other = { userId: ana, digest: 'cc'.repeat(32) };
  await breakOff(uploads, ana, digestA, 100);
  const upload = await uploads.begin({ userId: ana, digest: digestB }, 0, 5000);
  expect(await uploads.bytesBeside(other)).toBe(5100);
  expect(await uploads.bytesBeside({ userId: ana, digest: digestA })).toBe(5000);
  await uploads.dropIdleBeside(other);
  expect(await uploads.bytesBeside(other)).toBe(5000);
  await upload.discard();
  expect(await uploads.bytesBeside(other)).toBe(0);
});

test('a broken upload that nobody came back for is swept, a fresh one and one under way stay', async () => {
  const { uploads, folder } = await makeFolder();
  await breakOff(uploads, ana, digestA, 100);
  await breakOff(uploads, ana, digestB, 100);
  const old = new Date(Date.now() - 25 * hourMs);
  await utimes(join(folder, ana, digestA), old, old);
  const upload = await uploads.begin({ userId: ben, digest: digestA }, 0, 10);
  await utimes(upload.path, old, old);
  await uploads.sweep();
  expect(await readdir(join(folder, ana))).toEqual([digestB]);
  expect(await readdir(join(folder, ben))).toEqual([digestA]);
  await upload.discard();
});

test('half-computed files are cleared at the start', async () => {
  const { uploads, folder } = await makeFolder();
  await writeFile(uploads.workPath(), 'half');
  await openUploadFolder({ folder, ttlMs: hourMs });
  expect(await readdir(join(folder, 'work'))).toEqual([]);
});

test('a full disk is storage-full', async () => {
  const noRoom = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  const folder = join(top, 'full');
  const uploads = await openUploadFolder({ folder, ttlMs: hourMs, disk: { ...realDisk, append: noRoom } });
  const upload = await uploads.begin({ userId: ana, digest: digestA }, 0, 10);
  await expect(upload.append(new Uint8Array(10))).rejects.toMatchObject({ reason: 'storage-full' });
  await upload.discard();
  expect(await readdir(join(folder, ana))).toEqual([]);
});
