import { randomBytes } from 'node:crypto';
import { RepositoryModel } from '@beatflow/db';
import { TRPCClientError } from '@trpc/client';
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestClient, makeTestUser, type TestClient, type TestUser } from '../testing/test-user.ts';
import { appRouter } from '../trpc/app-router.ts';
import { createApp } from './create-app.ts';
import { type Cast, makeStage, roles, uploadAudio } from './testing/access-stage.ts';
import { accountRows } from './testing/account-rows.ts';
import { songRows } from './testing/song-rows.ts';

let app: TestApp;
let cast: Cast;
/** Every answer that anybody got, and who it was. */
const answers: { to: string; body: string }[] = [];

beforeAll(async () => {
  app = await createTestApp();
  cast = {
    anonymous: makeTestClient(app, null, listenAs('anonymous')),
    stranger: await makeMember('stranger'),
    reader: await makeMember('reader'),
    writer: await makeMember('writer'),
    admin: await makeMember('the-admin'),
    owner: await makeMember('owner'),
  };
});
afterAll(() => app.close());

function makeMember(username: string): Promise<TestUser> {
  return makeTestUser(app, { username, email: `${username}@secret.example`, send: listenAs(username) });
}

function listenAs(name: string): typeof fetch {
  return async (input, init) => {
    const res = await fetch(input, init);
    if (res.headers.get('content-type')?.includes('json')) answers.push({ to: name, body: await res.clone().text() });
    return res;
  };
}

/** The status of an answer, be it of tRPC or of a byte route. */
async function statusOf(answer: Promise<unknown>): Promise<number> {
  try {
    const value = await answer;
    if (!(value instanceof Response)) return 200;
    await value.arrayBuffer();
    return value.status;
  } catch (err) {
    if (err instanceof TRPCClientError && err.data) return (err.data as { httpStatus: number }).httpStatus;
    throw err;
  }
}

describe.each(['private', 'public'] as const)('in a %s repository', (visibility) => {
  // Audio of its own, or what is public would make readable what is private.
  let audioDigest: string;
  beforeAll(async () => {
    audioDigest = await uploadAudio(cast);
  });

  describe.each(Object.keys(songRows))('%s', (name) => {
    test.each(roles)('as %s', async (role) => {
      const row = songRows[name]!;
      const stage = await makeStage(app, cast, visibility, audioDigest);
      const status = await statusOf(row.run(cast[role], stage, cast, role));
      // What became public here must not make audio readable there.
      await RepositoryModel.destroy({ where: { id: stage.repositoryId } });
      expect(status).toBe(row[visibility][roles.indexOf(role)]);
    });
  });
});

describe('without a repository', () => {
  describe.each(Object.keys(accountRows))('%s', (name) => {
    test.each(['anonymous', 'user'] as const)('as %s', async (who) => {
      const row = accountRows[name]!;
      const username = `fresh-${randomBytes(4).toString('hex')}`;
      const user = who === 'user' ? await makeMember(username) : null;
      const client: TestClient | TestUser = user ?? makeTestClient(app, null, listenAs('anonymous'));
      expect(await statusOf(row.run(client))).toBe(row[who]);
    });
  });
});

describe('the table', () => {
  const mentioned = new Set(
    [...Object.keys(songRows), ...Object.keys(accountRows)].map((name) => name.replace(/ \(.*/, '')),
  );

  test('mentions every procedure', () => {
    expect(Object.keys(appRouter._def.procedures).filter((name) => !mentioned.has(name))).toEqual([]);
  });

  test('mentions every route', () => {
    expect(listRoutes(createApp(app.services)).filter((name) => !mentioned.has(name))).toEqual([]);
  });

  test('mentions nothing that does not exist', () => {
    const existing = new Set([...Object.keys(appRouter._def.procedures), ...listRoutes(createApp(app.services))]);
    expect([...mentioned].filter((name) => !existing.has(name))).toEqual([]);
  });

  test('is for all roles', () => {
    for (const row of Object.values(songRows)) expect([row.private.length, row.public.length]).toEqual([6, 6]);
  });
});

test('no answer holds a password hash, a hashed secret, or somebody else’s e-mail address', () => {
  expect(answers.length).toBeGreaterThan(200);
  for (const { to, body } of answers) {
    expect(body).not.toMatch(/argon2|passwordHash|password_hash|tokenHash|token_hash/);
    const addresses = [...body.matchAll(/([a-z0-9-]+)@(?:secret\.example|example\.com)/g)].map(([, name]) => name);
    // An account that was only just made is its maker's.
    expect(addresses.filter((name) => name !== to && !name?.startsWith('new-'))).toEqual([]);
  }
});

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

function listRoutes(express: Express): string[] {
  const collect = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return handle.stack ? collect(handle.stack) : [];
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    });
  return collect(express.router.stack as unknown as Layer[]);
}
