import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { makeNoise, punchIn, push, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

// Servers and threads start in each test, and take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

test('tells what versions would take, what files take, and what is kept of them', async () => {
  const repository = await makeTestRepository(ana);
  const before = makeNoise(600_000, 1);
  const [one, two] = [writeSound(before), writeSound(punchIn(before, 300_000, 310_000))];
  const first = await push(ana, { repository, message: 'one', stems: { bass: one, drums: one } });
  await push(ana, { repository, onto: first, message: 'two', stems: { bass: two, drums: one } });
  const usage = await ana.api.repository.usage.query({ repositoryId: repository.id });
  expect(usage).toMatchObject({ files: 2, fileBytes: 2 * one.length, versionBytes: 4 * one.length });
  // Noise does not become smaller, but what both files share is there once.
  expect(usage.storedBytes).toBeLessThan(1.7 * one.length);
  expect(usage.storedBytes).toBeGreaterThan(one.length);

  const own = await ana.api.account.usage.query();
  expect(own).toEqual({
    files: 2,
    fileBytes: usage.fileBytes,
    storedBytes: usage.storedBytes,
    waitingBytes: 0,
    quotaBytes: app.services.config.quotaBytes,
  });
  await ana.fetch('/audio/chunks', { method: 'POST', body: new Uint8Array([3, 0, 0, 0, 1, 2, 3]) });
  expect(await ana.api.account.usage.query()).toMatchObject({ waitingBytes: 3 });
});
