import { AccessTokenModel, SessionModel, UserModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import {
  makeAccount,
  makeTestClient,
  makeTestProgram,
  makeTestUser,
  reasonOf,
  refusalOf,
} from '../testing/test-user.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

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
    const account = makeAccount();
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
    const account = makeAccount();
    await api.account.signUp.mutate(account);
    expect(await reasonOf(api.account.signUp.mutate({ ...makeAccount(), username: account.username }))).toBe(
      'name-taken',
    );
    const email = account.email.toUpperCase();
    expect(await reasonOf(api.account.signUp.mutate({ ...makeAccount(), email }))).toBe('email-taken');
  });

  test.each([
    [{ username: 'Ana' }, 'A username is made of a–z, 0–9 and hyphens, with no hyphen at an end.'],
    [{ username: 'settings' }, 'This username is reserved. Please choose another.'],
    [{ email: 'nowhere' }, 'This is not an e-mail address.'],
    [{ password: 'short' }, 'A password has at least 10 characters.'],
  ])('says what is wrong with %o', async (wrong, sentence) => {
    const refused = await refusalOf(makeTestClient(app).api.account.signUp.mutate({ ...makeAccount(), ...wrong }));
    expect(refused).toMatchObject({ reason: 'input-invalid', status: 400, message: sentence });
    expect(refused.data).toMatchObject({ field: Object.keys(wrong)[0] });
  });

  test('of one name by many at once makes one account', async () => {
    const account = makeAccount();
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
    const account = makeAccount();
    await post('account.signUp', account);
    for (const login of [account.username.toUpperCase(), account.email.toUpperCase(), ` ${account.username} `]) {
      expect((await post('account.signIn', { login, password: account.password })).status).toBe(200);
    }
  });

  test('ends the session that the browser came with', async () => {
    const account = makeAccount();
    const before = await post('account.signUp', account);
    const after = await post('account.signIn', { login: account.username, password: account.password }, before.cookie);
    expect(after.cookie).not.toBe(before.cookie);
    expect(await makeTestClient(app, before.cookie).api.account.me.query()).toBeNull();
    expect(await makeTestClient(app, after.cookie).api.account.me.query()).toMatchObject({
      username: account.username,
    });
  });

  test('never takes a session secret that the browser brings along', async () => {
    const account = makeAccount();
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
    const { cookie } = await post('account.signUp', makeAccount());
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
    const account = makeAccount();
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
    const account = makeAccount();
    const one = makeTestClient(app, (await post('account.signUp', account)).cookie);
    const two = makeTestClient(
      app,
      (await post('account.signIn', { login: account.email, password: account.password })).cookie,
    );
    await one.api.account.signOutEverywhere.mutate();
    expect([await one.api.account.me.query(), await two.api.account.me.query()]).toEqual([null, null]);
  });

  test('of every other browser ends when the password changes', async () => {
    const account = makeAccount();
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
        body: JSON.stringify(makeAccount()),
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
