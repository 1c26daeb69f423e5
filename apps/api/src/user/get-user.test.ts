import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestClient, makeTestUser, refusalOf } from '../testing/test-user.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test('anybody may see a user’s name and since when they are here, and nothing else', async () => {
  const user = await makeTestUser(app);
  const seen = await makeTestClient(app).api.user.get.query({ username: user.username.toUpperCase() });
  expect(seen).toEqual({ id: user.id, username: user.username, createdAt: expect.any(String) });
  expect(await user.api.user.get.query({ username: user.username })).toEqual(seen);
});

test('a name that nobody has is not found', async () => {
  const refused = await refusalOf(makeTestClient(app).api.user.get.query({ username: 'nobody-here' }));
  expect(refused).toMatchObject({ reason: 'not-found', status: 404 });
});
