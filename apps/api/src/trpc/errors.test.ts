import { BranchModel } from '@beatflow/db';
import { DatabaseError } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;
beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

interface Refusal {
  error: { message: string; data: { reason: string; data: unknown; code: string; requestId: string; stack?: string } };
}

async function call(path: string, body?: string, headers: Record<string, string> = {}) {
  const init =
    body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  const res = await ana.fetch(`/trpc/${path}`, init);
  const text = await res.text();
  expect(text).not.toMatch(/"stack"|node_modules|\.ts:\d/);
  return { status: res.status, id: res.headers.get('x-request-id'), ...(JSON.parse(text) as Refusal) };
}

describe('a refusal', () => {
  test('names the field in one sentence, and every mistake in its facts', async () => {
    const stems = [{ name: '', stemType: 'drums', audioDigest: 'x', gainDb: 'loud' }];
    const input = { repositoryId: ana.id, branch: 'main', expectedHead: null, stems };
    const { status, id, error } = await call('commit.create', JSON.stringify(input));
    expect(status).toBe(400);
    expect(error.message).toBe('A stem needs a name. (stems[0].name)');
    expect(error.data).toMatchObject({ reason: 'input-invalid', code: 'BAD_REQUEST', requestId: id });
    expect((error.data.data as { issues: { field: string }[] }).issues.map(({ field }) => field)).toEqual([
      'stems[0].name',
      'stems[0].gainDb',
      'stems[0].audioDigest',
    ]);
  });

  test.each([
    ['what is no JSON', 'repository.create', '{"name":', 'What was sent is not valid JSON.'],
    [
      'a missing field',
      'repository.create',
      '{}',
      'The field “name” is not valid: Invalid input: expected string, received undefined.',
    ],
    ['an empty body', 'repository.create', '', 'What was sent is not valid JSON.'],
    [
      'the null character',
      'repository.create',
      '{"name":"a","description":"a\\u0000b"}',
      'Text may not hold the null character or half of a character.',
    ],
    [
      'half of a character',
      'account.createToken',
      '{"name":"\\ud83e"}',
      'Text may not hold the null character or half of a character.',
    ],
  ])('of %s is a sentence', async (_what, path, body, sentence) => {
    expect(await call(path, body)).toMatchObject({
      status: 400,
      error: { message: sentence, data: { reason: 'input-invalid' } },
    });
  });

  test('of an unknown procedure, and of the wrong method, is a sentence', async () => {
    expect(await call('no.such')).toMatchObject({
      status: 404,
      error: { message: 'There is no such procedure.', data: { reason: 'not-found' } },
    });
    expect(await call('repository.create?input={}')).toMatchObject({
      status: 405,
      error: { data: { reason: 'input-invalid' } },
    });
  });

  test('of input that is nested without end is a sentence, too', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    const answer = await call('repository.create', `{"name":"a","description":${nested}}`);
    expect(answer).toMatchObject({ status: 400, error: { data: { reason: 'input-invalid' } } });
  });
});

describe('limits', () => {
  test('of one request are wide for users and narrow for strangers', async () => {
    const body = JSON.stringify({ login: 'x', password: 'x', more: 'x'.repeat(100_000) });
    const stranger = await fetch(`${app.url}/trpc/account.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(stranger.status).toBe(413);
    expect(await stranger.json()).toMatchObject({ error: { data: { reason: 'request-too-large' } } });
    expect((await call('account.signIn', body)).status).toBe(401);
    expect(await call('account.signIn', `"${'x'.repeat(25 * 2 ** 20)}"`)).toMatchObject({ status: 413 });
  });

  test('of a batch are twenty calls', async () => {
    const batch = (count: number) =>
      ana.fetch(`/trpc/${Array.from({ length: count }, () => 'instance.get').join(',')}?batch=1`);
    expect((await batch(20)).status).toBe(200);
    const tooMany = await batch(21);
    expect(tooMany.status).toBe(400);
    expect(JSON.stringify(await tooMany.json())).toContain('"reason":"input-invalid"');
  });
});

describe('an error that nobody foresaw', () => {
  test('is `internal` with the request id, and its own words are in the log alone', async () => {
    const { id } = await makeTestRepository(ana);
    const logged = vi.spyOn(app.services.logger, 'error');
    const broken = vi.spyOn(BranchModel, 'findAll').mockRejectedValueOnce(new Error('secret words'));
    const answer = await call(`branch.list?input=${encodeURIComponent(JSON.stringify({ repositoryId: id }))}`);
    broken.mockRestore();
    expect(answer).toMatchObject({ status: 500, error: { data: { reason: 'internal', requestId: answer.id } } });
    expect(JSON.stringify(answer)).not.toContain('secret words');
    const [line] =
      logged.mock.calls.find(([fields]) => (fields as { procedure?: string }).procedure === 'branch.list') ?? [];
    expect(line).toMatchObject({ err: { message: 'secret words' }, requestId: answer.id });
    logged.mockRestore();
  });

  test('is `server-busy` when it is that the database is away', async () => {
    const { id } = await makeTestRepository(ana);
    const away = new DatabaseError(Object.assign(new Error('terminating connection'), { code: '57P01', sql: '' }));
    const broken = vi.spyOn(BranchModel, 'findAll').mockRejectedValueOnce(away);
    const answer = await call(`branch.list?input=${encodeURIComponent(JSON.stringify({ repositoryId: id }))}`);
    broken.mockRestore();
    expect(answer).toMatchObject({
      status: 503,
      error: { data: { reason: 'server-busy', code: 'SERVICE_UNAVAILABLE' } },
    });
  });
});
