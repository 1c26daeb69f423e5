import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { runSource } from '../testing/run-source.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase({ isEmpty: true });
});

afterEach(() => database.drop());

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runSource('cli.ts', args, { DATABASE_URL: database.url, ...env });

describe('pnpm db:…', { timeout: 120_000 }, () => {
  it('check fails while migrations are pending, and passes after migrate', async () => {
    const before = await run(['check']);
    expect(before).toMatchObject({ code: 1, stdout: expect.stringMatching(/^PostgreSQL \d+/) });
    expect(before.stderr).toContain(`${migrations.length} pending`);
    const migrate = await run(['migrate']);
    expect(migrate.stdout.match(/^applied {2}/gm)).toHaveLength(migrations.length);
    expect(await run(['check'])).toMatchObject({ code: 0, stdout: expect.stringContaining('none pending') });
  });

  it('rollback takes back the latest, and status says so', async () => {
    await run(['migrate']);
    const latest = migrations.at(-1)!.name;
    expect(await run(['rollback'])).toMatchObject({ code: 0, stdout: `reverted  ${latest}\n` });
    const { stdout } = await run(['status']);
    expect(stdout).toMatch(new RegExp(`^pending +${latest}$`, 'm'));
    expect(stdout.trim().split('\n')).toHaveLength(migrations.length);
  });

  it('check tells in one sentence that nobody answers', async () => {
    const { code, stderr } = await run(['check'], { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/songs' });
    expect(code).toBe(1);
    expect(stderr).toBe('No PostgreSQL answers at 127.0.0.1:1: is it running, and is DATABASE_URL right?\n');
  });

  it('reset refuses in production', async () => {
    const { code, stderr } = await run(['reset'], { NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^A reset drops every song.*\n$/);
  });

  it('explains itself when it does not know the command', async () => {
    const { code, stderr } = await run(['constructor']);
    expect(code).toBe(2);
    expect(stderr).toContain('pnpm db:migrate');
  });
});
