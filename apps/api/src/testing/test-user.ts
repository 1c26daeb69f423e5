import { randomBytes } from 'node:crypto';
import { SessionModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { createSecret, hashSecret } from '../access/secret.ts';
import { hashPassword } from '../account/password-hash.ts';
import type { AppRouter } from '../trpc/app-router.ts';
import type { TestApp } from './test-app.ts';

export const testPassword = 'correct horse battery';
const testPasswordHash = hashPassword(testPassword);

/** Somebody who talks to the server over HTTP; without a cookie, a visitor. */
export interface TestClient {
  cookie: string | null;
  api: ReturnType<typeof createClient>['api'];
  /** Any request as this client. */
  fetch(path: string, init?: TestRequest): Promise<Response>;
}

interface TestRequest extends RequestInit {
  headers?: Record<string, string>;
}

export interface TestUser extends TestClient {
  id: string;
  username: string;
}

/** Somebody who has an account and has signed in. The account's password is `testPassword`. */
export async function makeTestUser(
  app: Pick<TestApp, 'url'>,
  { send, ...overrides }: { username?: string; email?: string; send?: typeof fetch } = {},
): Promise<TestUser> {
  const { id, username } = await makeUser({ passwordHash: await testPasswordHash, ...overrides });
  const secret = createSecret();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await SessionModel.create({ userId: id, tokenHash: hashSecret(secret), expiresAt });
  return { id, username, ...makeTestClient(app, `beatflow_session=${secret}`, send) };
}

/** Somebody without an account, or with a cookie that the test has got by itself. */
export function makeTestClient(
  app: Pick<TestApp, 'url'>,
  cookie: string | null = null,
  send: typeof fetch = fetch,
): TestClient {
  const headers = { ...(cookie ? { cookie } : {}), 'sec-fetch-site': 'same-origin' };
  return { cookie, ...createClient(app.url, headers, send) };
}

/** A program with an access token. */
export function makeTestProgram(app: TestApp, token: string): TestClient {
  return { cookie: null, ...createClient(app.url, { authorization: `Bearer ${token}` }, fetch) };
}

function createClient(url: string, headers: Record<string, string>, send: typeof fetch) {
  return {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers, fetch: send })] }),
    fetch: (path: string, init?: TestRequest) =>
      send(url + path, { ...init, headers: { ...headers, ...init?.headers } }),
  };
}

/** What somebody types who signs up. */
export function makeAccount(): { username: string; email: string; password: string } {
  const username = `ana-${randomBytes(5).toString('hex')}`;
  return { username, email: `${username}@example.com`, password: 'a long enough password' };
}

/** Why the server refused; fails when it did not. */
export async function refusalOf(
  answer: Promise<unknown>,
): Promise<{ reason: string; message: string; data: unknown; status: number }> {
  try {
    await answer;
  } catch (err) {
    if (err instanceof TRPCClientError && err.data) {
      const { reason, data, httpStatus } = err.data as { reason: string; data: unknown; httpStatus: number };
      return { reason, message: err.message, data, status: httpStatus };
    }
    throw err;
  }
  throw new Error('The server did not refuse.');
}

/** Only the reason. */
export async function reasonOf(answer: Promise<unknown>): Promise<string> {
  return (await refusalOf(answer)).reason;
}
