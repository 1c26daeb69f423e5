import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AudioUploadModel, PackModel } from '@beatflow/db';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { upload } from '../testing/test-sound.ts';
import { makeTestUser } from '../testing/test-user.ts';
import { collectGarbage } from './collect-garbage.ts';
import { withStoreHeld } from './hold-store.ts';
import { toGarbageServices } from './start-care.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function listPackFiles(): Promise<string[]> {
  const files = await readdir(join(app.services.config.dataDir, 'audio/pack'), { recursive: true });
  return files.filter((name) => /[0-9a-f]{64}$/.test(name));
}

test('while a store is held nothing that was named goes, and afterwards it does', async () => {
  await upload(await makeTestUser(app), makeWav(40_000));
  const garbage = toGarbageServices(app.services);
  const collect = () => collectGarbage(garbage, { graceMs: 0, unnamedMs: 0 });
  await withStoreHeld(app.databaseUrl, async (held) => {
    await AudioUploadModel.destroy({ truncate: true });
    expect((await collect()).packs).toEqual({ packs: 0, bytes: 0 });
    await held.check();
    expect(await listPackFiles()).toHaveLength(1);
    expect(await PackModel.count()).toBe(1);
  });
  expect((await collect()).packs).toMatchObject({ packs: 1 });
  expect(await listPackFiles()).toEqual([]);
});
