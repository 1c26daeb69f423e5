import { randomBytes } from 'node:crypto';
import { AccessTokenModel, SessionModel, UserModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import {
  makeTestClient,
  makeTestProgram,
  makeTestUser,
  reasonOf,
  refusalOf,
  testPassword,
} from '../testing/test-user.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

function newAccount() {
  const username = `ana-${randomBytes(5).toString('hex')}`;
  return { username, email: `${username}@example.com`, password: 'a long enough password' };
}

/** Calls a procedure as a browser would, and answers the cookie that came back. */
async function post(
  procedure: string,
  input: unknown,
  cookie?: string,
): Promise<{ status: number; cookie: string; attributes: string }> {
  const res = await fetch(`${app.url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(input),
  });
  const [set = ''] = res.headers.getSetCookie();
  return { status: res.status, cookie: set.split(';')[0] ?? '', attributes: set };
}

describe('signing up', () => {
  test('makes an account, signs in with it, and never stores the password', async () => {
    const account = newAccount();
    const { status, cookie, attributes } = await post('account.signUp', account);
    expect(status).toBe(200);
    expect(attributes).toMatch(/^beatflow_session=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
    const me = await makeTestClient(app, cookie).api.account.me.query();
    expect(me).toMatchObject({ username: account.username, email: account.email });
    const user = await UserModel.findByPk(me!.id, { rejectOnEmpty: true });
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const session = await SessionModel.findOne({ where: { userId: user.id }, rejectOnEmpty: true });
    expect(cookie).not.toContain(session.tokenHash);
  });

  test('refuses a name or an address that is taken, in any case', async () => {
    const { api } = makeTestClient(app);
    const account = newAccount();
    await api.account.signUp.mutate(account);
    expect(await reasonOf(api.account.signUp.mutate({ ...newAccount(), username: account.username }))).toBe(
      'name-taken',
    );
    const email = account.email.toUpperCase();
    expect(await reasonOf(api.account.signUp.mutate({ ...newAccount(), email }))).toBe('email-taken');
  });

  test.each([
    [{ username: 'Ana' }, 'A username is made of a–z, 0–9 and hyphens, with no hyphen at an end.'],
    [{ username: 'settings' }, 'This username is reserved. Please choose another.'],
    [{ email: 'nowhere' }, 'This is not an e-mail address.'],
    [{ password: 'short' }, 'A password has at least 10 characters.'],
  ])('says what is wrong with %o', async (wrong, sentence) => {
    const refused = await refusalOf(makeTestClient(app).api.account.signUp.mutate({ ...newAccount(), ...wrong }));
    expect(refused).toMatchObject({ reason: 'input-invalid', status: 400, message: sentence });
    expect(refused.data).toMatchObject({ field: Object.keys(wrong)[0] });
  });

  test('of one name by many at once makes one account', async () => {
    const account = newAccount();
    const attempts = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) =>
        makeTestClient(app).api.account.signUp.mutate({ ...account, email: `${n}-${account.email}` }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await UserModel.count({ where: { username: account.username } })).toBe(1);
  });
});

describe('signing in', () => {
  test('takes the name or the address, in any case', async () => {
    const account = newAccount();
    await post('account.signUp', account);
    for (const login of [account.username.toUpperCase(), account.email.toUpperCase(), ` ${account.username} `]) {
      expect((await post('account.signIn', { login, password: account.password })).status).toBe(200);
    }
  });

  test('ends the session that the browser came with', async () => {
    const account = newAccount();
    const before = await post('account.signUp', account);
    const after = await post('account.signIn', { login: account.username, password: account.password }, before.cookie);
    expect(after.cookie).not.toBe(before.cookie);
    expect(await makeTestClient(app, before.cookie).api.account.me.query()).toBeNull();
    expect(await makeTestClient(app, after.cookie).api.account.me.query()).toMatchObject({
      username: account.username,
    });
  });

  test('never takes a session secret that the browser brings along', async () => {
    const account = newAccount();
    await post('account.signUp', account);
    const planted = 'beatflow_session=planted-by-somebody-else';
    const { cookie } = await post('account.signIn', { login: account.username, password: account.password }, planted);
    expect(cookie).not.toBe(planted);
    expect(await makeTestClient(app, planted).api.account.me.query()).toBeNull();
  });

  test('gives one answer for a wrong password and for no such user', async () => {
    const user = await makeTestUser(app);
    const { api } = makeTestClient(app);
    const wrong = await refusalOf(api.account.signIn.mutate({ login: user.username, password: 'not this one' }));
    const unknown = await refusalOf(api.account.signIn.mutate({ login: 'nobody-here', password: 'not this one' }));
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ reason: 'credentials-wrong', status: 401 });
  });

  test('takes as long for no such user as for a wrong password', async () => {
    const users = await Promise.all(Array.from({ length: 15 }, () => makeTestUser(app)));
    const { api } = makeTestClient(app);
    const timeOf = async (login: string) => {
      const startMs = performance.now();
      await refusalOf(api.account.signIn.mutate({ login, password: 'not this one' }));
      return performance.now() - startMs;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    // By turns, so that whatever else the machine does burdens both alike.
    for (const { username } of users) {
      known.push(await timeOf(username));
      unknown.push(await timeOf(`no-${username}`));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[7]!;
    // Without the hash that is compared for nobody, the ratio is about five.
    expect(median(known) / median(unknown)).toBeGreaterThan(0.5);
    expect(median(known) / median(unknown)).toBeLessThan(2);
  });
});

describe('a session', () => {
  test('ends with signing out', async () => {
    const { cookie } = await post('account.signUp', newAccount());
    const out = await post('account.signOut', undefined, cookie);
    expect(out.attributes).toMatch(/^beatflow_session=; .*Expires=Thu, 01 Jan 1970/);
    expect(await makeTestClient(app, cookie).api.account.me.query()).toBeNull();
  });

  test('ends when it is not used, and goes on when it is', async () => {
    const user = await makeTestUser(app);
    const session = await SessionModel.findOne({ where: { userId: user.id }, rejectOnEmpty: true });
    const minuteAgo = new Date(Date.now() - 61_000);
    await session.update({ lastSeenAt: minuteAgo, expiresAt: new Date(Date.now() + 1000) });
    const res = await user.fetch('/trpc/account.me');
    expect(res.headers.getSetCookie()[0]).toContain('beatflow_session=');
    await session.reload();
    expect(session.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    const { lastSeenAt } = session;
    expect((await user.fetch('/trpc/account.me')).headers.getSetCookie()).toEqual([]);
    expect((await session.reload()).lastSeenAt).toEqual(lastSeenAt);
    await session.update({ expiresAt: new Date(Date.now() - 1) });
    expect(await user.api.account.me.query()).toBeNull();
  });

  test('is listed, and can be ended from another one', async () => {
    const account = newAccount();
    const one = makeTestClient(app, (await post('account.signUp', account)).cookie);
    const two = makeTestClient(
      app,
      (await post('account.signIn', { login: account.email, password: account.password })).cookie,
    );
    const { items } = await two.api.account.listSessions.query();
    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(items[0]).toMatchObject({ address: '127.0.0.1', userAgent: expect.any(String) });
    await two.api.account.revokeSession.mutate({ sessionId: items[1]!.id });
    expect(await one.api.account.me.query()).toBeNull();
    expect(await two.api.account.me.query()).not.toBeNull();
  });

  test('of every browser ends with signing out everywhere', async () => {
    const account = newAccount();
    const one = makeTestClient(app, (await post('account.signUp', account)).cookie);
    const two = makeTestClient(
      app,
      (await post('account.signIn', { login: account.email, password: account.password })).cookie,
    );
    await one.api.account.signOutEverywhere.mutate();
    expect([await one.api.account.me.query(), await two.api.account.me.query()]).toEqual([null, null]);
  });

  test('of every other browser ends when the password changes', async () => {
    const account = newAccount();
    const one = makeTestClient(app, (await post('account.signUp', account)).cookie);
    const two = makeTestClient(
      app,
      (await post('account.signIn', { login: account.email, password: account.password })).cookie,
    );
    const newPassword = 'another long password';
    const wrong = two.api.account.changePassword.mutate({ currentPassword: 'not this one', newPassword });
    expect(await refusalOf(wrong)).toMatchObject({
      reason: 'credentials-wrong',
      message: 'The current password is not right.',
    });
    await two.api.account.changePassword.mutate({ currentPassword: account.password, newPassword });
    expect(await one.api.account.me.query()).toBeNull();
    expect(await two.api.account.me.query()).not.toBeNull();
    expect((await post('account.signIn', { login: account.email, password: account.password })).status).toBe(401);
    expect((await post('account.signIn', { login: account.email, password: newPassword })).status).toBe(200);
  });

  test('is sent over https alone when that is where people come from', async () => {
    const secure = await createSecondApp(app, { publicUrl: 'https://beats.example.org' });
    try {
      const res = await fetch(`${secure.url}/trpc/account.signUp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(newAccount()),
      });
      expect(res.headers.getSetCookie()[0]).toContain('; Secure');
      expect(res.headers.get('strict-transport-security')).toContain('max-age=');
    } finally {
      await secure.close();
    }
  });
});

describe('an access token', () => {
  test('is shown once, kept as a hash, and lets a program in', async () => {
    const user = await makeTestUser(app);
    const { token, id } = await user.api.account.createToken.mutate({ name: 'laptop' });
    expect(token).toMatch(/^bf_[\w-]{43}$/);
    const row = await AccessTokenModel.findByPk(id, { rejectOnEmpty: true });
    expect(JSON.stringify(row)).not.toContain(token);
    const program = makeTestProgram(app, token);
    expect(await program.api.account.me.query()).toMatchObject({ username: user.username });
    const { items } = await user.api.account.listTokens.query();
    expect(items).toEqual([expect.objectContaining({ id, name: 'laptop', lastUsedAt: expect.any(String) })]);
    expect(JSON.stringify(items)).not.toContain('bf_');
  });

  test('stops working when it is revoked or has expired', async () => {
    const user = await makeTestUser(app);
    const one = await user.api.account.createToken.mutate({ name: 'one' });
    const two = await user.api.account.createToken.mutate({ name: 'two', expiresInDays: null });
    expect(two.expiresAt).toBeNull();
    await user.api.account.revokeToken.mutate({ tokenId: one.id });
    await AccessTokenModel.update({ expiresAt: new Date(Date.now() - 1) }, { where: { id: two.id } });
    for (const { token } of [one, two]) {
      const refused = await refusalOf(makeTestProgram(app, token).api.account.me.query());
      expect(refused).toMatchObject({ reason: 'sign-in-required', status: 401 });
    }
  });

  test.each(['Basic YW5hOnB3', 'Bearer', 'Bearer bf_unknown', 'bf_unknown'])('is not “%s”', async (authorization) => {
    const res = await fetch(`${app.url}/trpc/account.me`, { headers: { authorization } });
    expect(res.status).toBe(401);
    expect(await res.json()).toMatchObject({
      error: { data: { reason: 'sign-in-required', requestId: expect.any(String) } },
    });
  });
});

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
      await api.account.signUp.mutate(newAccount());
      await api.account.signUp.mutate(newAccount());
      expect(await reasonOf(api.account.signUp.mutate(newAccount()))).toBe('too-many-attempts');
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
