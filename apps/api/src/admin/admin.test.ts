import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitResponse } from '@beatflow/shared';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listPackPaths } from '../bytes/testing/list-pack-paths.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { type AdminResult, runAdmin } from '../testing/run-admin.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push } from '../testing/test-sound.ts';
import { makeTestUser } from '../testing/test-user.ts';

// Each test starts programs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let app: TestApp;
let first: CommitResponse;
let repositoryName: string;

beforeAll(async () => {
  app = await createTestApp();
  const ana = await makeTestUser(app);
  const repository = await makeTestRepository(ana);
  repositoryName = `${ana.username}/${repository.name}`;
  first = await push(ana, {
    repository,
    message: 'one “take” — très long',
    bpm: 127.5,
    stems: { bass: makeWav(90_000) },
  });
  await push(ana, { repository, onto: first, message: 'two', stems: { bass: makeWav(80_000), drums: makeWav(9000) } });
});
afterAll(() => app.close());

function run(...command: string[]): Promise<AdminResult> {
  const { config } = app.services;
  return runAdmin({ DATA_DIR: config.dataDir, DATABASE_URL: app.databaseUrl, GC_GRACE: '0m' }, ...command);
}

test('fsck finds a store in order, and then a damaged byte, by the names of who suffers', async () => {
  const sound = await run('fsck', '--read-data');
  expect(sound).toMatchObject({ code: 0, stderr: '' });
  expect(sound.stdout).toMatch(/^Checked 2 versions with 3 stems, 3 audio files/);
  expect(sound.stdout).toContain('Everything is in order.');

  const [pack] = await listPackPaths(first.stems[0]!.audioDigest);
  const path = join(app.services.config.dataDir, pack!);
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 4;
  await writeFile(path, bytes);
  const damaged = await run('fsck', '--read-data');
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toContain(
    `“bass” (${first.stems[0]!.id}) in version ${first.digest.slice(0, 12)} of ${repositoryName}.`,
  );
});

test('gc says what it would do, and what it did', async () => {
  expect((await run('gc', '--dry-run')).stdout).toContain('Nobody needs 0 audio files');
  const { code, stdout } = await run('gc', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ packs: { packs: 0 }, waitingBytes: 0 });
  expect((await run('pack')).stdout).toContain('Moved 0 files');
});

test('a command that is not understood says which there are', async () => {
  for (const command of [[], ['mend'], ['gc', '--now'], ['backup', 'copies', '--keep=abc']]) {
    const { code, stderr } = await run(...command);
    expect(code).toBe(2);
    expect(stderr).toContain('pnpm store:fsck');
  }
});
