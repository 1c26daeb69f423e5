import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioComparisonModel, AudioFileModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { makeNoise, punchIn, push, upload, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';
import { comparisonVersion, type Pair } from './comparison.ts';
import { Sound } from './sound.ts';

let app: TestApp;
let ana: TestUser;
let seed = 400;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

async function makePair(): Promise<Pair> {
  const noise = makeNoise(20_000, seed++);
  const find = async (bytes: Buffer) => AudioFileModel.findByPk(await upload(ana, bytes), { rejectOnEmpty: true });
  return { before: await find(writeSound(noise)), after: await find(writeSound(punchIn(noise, 5000, 7000))) };
}

test('what an older way of comparing found is found out again', async () => {
  const pair = await makePair();
  const fresh = await app.services.sound.compare(pair);
  const where = { beforeDigest: pair.before.digest, afterDigest: pair.after.digest };
  await AudioComparisonModel.update({ version: 99, matches: [] }, { where });
  expect(await app.services.sound.compare(pair)).toEqual(fresh);
  expect((await AudioComparisonModel.findOne({ where }))?.matches).toHaveLength(2);
});

test('a file that goes while it is compared leaves an answer, and no record', async () => {
  const pair = await makePair();
  const run = vi.spyOn(app.services.ingest.pool, 'run').mockImplementationOnce(async () => {
    await AudioFileModel.destroy({ where: { digest: pair.before.digest } });
    return { change: { kind: 're-recorded', residualDb: 0 }, matches: [] };
  });
  expect((await app.services.sound.compare(pair)).change.kind).toBe('re-recorded');
  run.mockRestore();
  expect(await AudioComparisonModel.count({ where: { afterDigest: pair.after.digest } })).toBe(0);
});

test('a comparison that failed is tried again by the next who asks', async () => {
  const pair = await makePair();
  const run = vi.spyOn(app.services.ingest.pool, 'run').mockRejectedValueOnce(new BeatflowError('server-busy'));
  await expect(app.services.sound.compare(pair)).rejects.toMatchObject({ reason: 'server-busy' });
  expect((await app.services.sound.compare(pair)).change.kind).toBe('regions');
  run.mockRestore();
});

type Ends = { beforeDigest: string; afterDigest: string };

test.each([
  ['never', (where: Ends) => AudioComparisonModel.destroy({ where })],
  ['in an older way', (where: Ends) => AudioComparisonModel.update({ version: 99 }, { where })],
])('the next server compares what was %s compared', async (_name, leaveOpen) => {
  const repository = await makeTestRepository(ana);
  const noise = makeNoise(20_000, seed++);
  const first = await push(ana, { repository, stems: { a: writeSound(noise) } });
  const next = await push(ana, { repository, onto: first, stems: { a: writeSound(punchIn(noise, 3000, 5000)) } });
  await app.services.sound.settle();
  const where = { beforeDigest: first.stems[0]!.audioDigest, afterDigest: next.stems[0]!.audioDigest };
  await leaveOpen(where);
  const later = new Sound(app.services);
  later.resume();
  await later.settle();
  expect(await AudioComparisonModel.count({ where: { ...where, version: comparisonVersion } })).toBe(1);
  await later.close();
});

test('borrowed files are given back', async () => {
  await app.services.sound.compare(await makePair());
  await app.services.ingest.measuring.idle();
  // What is kept for a while to be found sooner is not borrowed.
  expect(await readdir(join(app.services.config.dataDir, 'uploads', 'work'))).toEqual(['recent']);
});
