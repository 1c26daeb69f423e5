import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@beatflow/db/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../config/read-config.ts';
import { createLogger } from '../../server/logger.ts';
import { startTestProcess } from '../../testing/test-process.ts';
import { openS3AudioStore } from './open-s3-audio-store.ts';
import type { S3Settings } from './s3-settings.ts';
import { hasS3Server, makeBucket, s3StartMs, toEnvironment } from './testing/s3-server.ts';

const logger = createLogger(readConfig({ LOG_LEVEL: 'silent' }));

async function problemOf(settings: S3Settings): Promise<string> {
  return openS3AudioStore(settings, logger, { connectMs: 2000, attempts: 2 }).then(
    () => 'none',
    (err: Error) => err.message,
  );
}

test('a store that cannot be reached is one sentence', async () => {
  const credentials = { accessKeyId: 'me', secretAccessKey: 'hunter2' };
  const settings = { bucket: 'songs', prefix: '', endpoint: 'http://127.0.0.1:1', region: 'us-east-1', credentials };
  expect(await problemOf(settings)).toBe(
    'The object store at http://127.0.0.1:1 cannot be reached (ECONNREFUSED): check S3_ENDPOINT, and whether it is running.',
  );
});

describe.skipIf(!hasS3Server)('a mistake in how a bucket is told', () => {
  let settings: Awaited<ReturnType<typeof makeBucket>>;
  let where: string;

  beforeAll(async () => {
    settings = await makeBucket();
    where = settings.endpoint;
  }, s3StartMs);

  test('is one sentence that names it, and no secret', async () => {
    const { credentials } = settings;
    expect(await problemOf(settings)).toBe('none');
    expect(await problemOf({ ...settings, bucket: 'nowhere' })).toBe(
      `There is no bucket “nowhere” at ${where}: make it, or correct AUDIO_STORE.`,
    );
    expect(await problemOf({ ...settings, credentials: { ...credentials!, secretAccessKey: 'hunter2' } })).toBe(
      `The object store at ${where} refuses the secret: check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`,
    );
    expect(await problemOf({ ...settings, credentials: { ...credentials!, accessKeyId: 'nobody' } })).toBe(
      `The object store at ${where} does not know the access key: check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`,
    );
  });

  test('ends the server at its start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'beatflow-s3-mistake-'));
    const database = await createTestDatabase();
    try {
      const environment = toEnvironment({ ...settings, bucket: 'nowhere' });
      const { exitCode, output } = startTestProcess({ ...environment, DATA_DIR: folder, DATABASE_URL: database.url });
      expect(await exitCode).toBe(1);
      expect(output.stderr.trim().split('\n')).toEqual([
        `BeatFlow could not start: There is no bucket “nowhere” at ${where}: make it, or correct AUDIO_STORE.`,
      ]);
    } finally {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
