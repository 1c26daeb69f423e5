import { makeBranch, makeRepository, makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestClient } from '../testing/test-user.ts';
import { demoUser } from './demo-user.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test('a visitor learns the limits, and how to enter the demo once it is there', async () => {
  const withDemo = await createSecondApp(app, { demo: true });
  const ask = (server: TestApp) => makeTestClient(server).api.instance.get.query();
  const limits = { version: '0.1.0', maxAudioBytes: 4 * 2 ** 30, maxAudioSeconds: 14_400 };
  try {
    expect(await ask(withDemo)).toEqual({ ...limits, demo: null });
    const { id: ownerId } = await makeUser({ username: demoUser.username });
    expect((await ask(withDemo)).demo).toEqual({ ...demoUser, isReady: false });
    const { id: repoId } = await makeRepository({ ownerId, isPublic: true });
    expect((await ask(withDemo)).demo).toEqual({ ...demoUser, isReady: false });
    await makeBranch({ repoId });
    expect((await ask(withDemo)).demo).toEqual({ ...demoUser, isReady: true });
    expect(await ask(app)).toEqual({ ...limits, demo: null });
  } finally {
    await withDemo.close();
  }
});
