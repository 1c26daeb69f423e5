import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { computeUsedBytes } from '../ingest/quota.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push, upload } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

test('deleting a song gives its room back, but not that of audio which another song, or no song yet, has', async () => {
  const [lonely, shared, waiting] = [makeWav(1000), makeWav(2000), makeWav(3000)];
  const [first, second] = [await makeTestRepository(ana), await makeTestRepository(ana)];
  await push(ana, { repository: first, message: 'one', stems: { bass: lonely, drums: shared } });
  await push(ana, { repository: second, message: 'two', stems: { drums: shared } });
  await upload(ana, waiting);
  expect(await computeUsedBytes(ana.id)).toBe(lonely.length + shared.length + waiting.length);

  await ana.api.repository.delete.mutate({ repositoryId: first.id, confirmName: first.name });
  expect(await computeUsedBytes(ana.id)).toBe(shared.length + waiting.length);
  await ana.api.repository.delete.mutate({ repositoryId: second.id, confirmName: second.name });
  expect(await computeUsedBytes(ana.id)).toBe(waiting.length);
});
