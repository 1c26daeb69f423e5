import { UserModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeAccount, makeTestClient, makeTestUser, reasonOf, refusalOf, testPassword } from '../testing/test-user.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('too many attempts', () => {
  test('on one account are refused, even with the right password, until some time has passed', async () => {
    const strict = await createSecondApp(app, { attemptsPerAccount: 3 });
    try {
      const user = await makeTestUser(strict);
      const { api } = makeTestClient(strict);
      const attempt = (login: string, password = 'not this one') => api.account.signIn.mutate({ login, password });
      for (const login of [user.username, user.username.toUpperCase(), user.username]) {
        expect(await reasonOf(attempt(login))).toBe('credentials-wrong');
      }
      const refused = await refusalOf(attempt(user.username, testPassword));
      expect(refused).toMatchObject({ reason: 'too-many-attempts', status: 429 });
      expect((refused.data as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(800);
      // The address is another way to the same account; another account is not concerned.
      const { email } = await UserModel.findByPk(user.id, { rejectOnEmpty: true });
      expect(await reasonOf(attempt(email))).toBe('too-many-attempts');
      const other = await makeTestUser(strict);
      expect(await attempt(other.username, testPassword)).toMatchObject({ username: other.username });
    } finally {
      await strict.close();
    }
  });

  test('at once are counted as many as they are', async () => {
    const strict = await createSecondApp(app, { attemptsPerAccount: 5 });
    try {
      const user = await makeTestUser(strict);
      const { api } = makeTestClient(strict);
      const attempts = Array.from({ length: 20 }, () =>
        reasonOf(api.account.signIn.mutate({ login: user.username, password: 'not this one' })),
      );
      const reasons = await Promise.all(attempts);
      expect(reasons.filter((reason) => reason === 'credentials-wrong')).toHaveLength(5);
    } finally {
      await strict.close();
    }
  });

  test('from one address are refused on every account, and so are too many new accounts', async () => {
    const strict = await createSecondApp(app, { attemptsPerAddress: 4, signUpsPerAddress: 2 });
    try {
      const { api } = makeTestClient(strict);
      const attempt = (n: number) =>
        reasonOf(api.account.signIn.mutate({ login: `nobody-${n}`, password: 'not this one' }));
      const reasons = [await attempt(1), await attempt(2), await attempt(3), await attempt(4), await attempt(5)];
      expect(reasons).toEqual([...Array.from({ length: 4 }, () => 'credentials-wrong'), 'too-many-attempts']);
      await api.account.signUp.mutate(makeAccount());
      await api.account.signUp.mutate(makeAccount());
      expect(await reasonOf(api.account.signUp.mutate(makeAccount()))).toBe('too-many-attempts');
    } finally {
      await strict.close();
    }
  });

  test('are not what signing in often is', async () => {
    const strict = await createSecondApp(app, { attemptsPerAccount: 2, attemptsPerAddress: 2 });
    try {
      const user = await makeTestUser(strict);
      const { api } = makeTestClient(strict);
      for (let turn = 0; turn < 6; turn += 1) {
        await api.account.signIn.mutate({ login: user.username, password: testPassword });
      }
    } finally {
      await strict.close();
    }
  });
});
