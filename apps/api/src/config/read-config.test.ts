import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRoot } from './find-root.ts';
import { type ConfigError, readConfig, settingNames } from './read-config.ts';

function mistakes(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (err) {
    return (err as ConfigError).sentences;
  }
}

describe('the configuration', () => {
  test('needs nothing at all', () => {
    const config = readConfig({});
    expect(config.port).toBe(3000);
    expect(config.host).toBe('127.0.0.1');
    expect(config.dataDir).toBe(join(findRoot(), 'data'));
    expect(config.audioStore).toEqual({ kind: 'folder', folder: join(findRoot(), 'data', 'audio') });
    expect(config.databaseUrl).toBeNull();
  });

  test('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
  });

  test('turns the demo on by itself, in production only when asked', () => {
    expect(readConfig({}).demo).toBe(true);
    expect(readConfig({ DEMO: 'false' }).demo).toBe(false);
    expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(readConfig({ NODE_ENV: 'production', DEMO: 'true' }).demo).toBe(true);
  });

  test('reads sizes as people write them', () => {
    expect(readConfig({ MAX_AUDIO_BYTES: '500MB' }).maxAudioBytes).toBe(500_000_000);
    expect(readConfig({ MAX_AUDIO_BYTES: '4 GiB' }).maxAudioBytes).toBe(4 * 2 ** 30);
    expect(readConfig({ QUOTA_BYTES: '123' }).quotaBytes).toBe(123);
  });

  test('reads times as people write them', () => {
    expect(readConfig({}).gcGraceMs).toBe(14 * 86_400_000);
    expect(readConfig({ GC_GRACE: '0d' }).gcGraceMs).toBe(0);
    expect(readConfig({ UPLOAD_TTL: '36h' }).uploadTtlMs).toBe(36 * 3_600_000);
    expect(readConfig({ UPLOAD_TTL: '90 m' }).uploadTtlMs).toBe(90 * 60_000);
  });

  test('keeps audio in a folder, or in a bucket', () => {
    expect(readConfig({ AUDIO_STORE: 'x/audio' }).audioStore).toEqual({
      kind: 'folder',
      folder: join(findRoot(), 'x/audio'),
    });
    const keys = { S3_ACCESS_KEY_ID: 'me', S3_SECRET_ACCESS_KEY: 'hunter2' };
    const bucket = { kind: 's3', bucket: 'songs', prefix: '', endpoint: null, region: 'us-east-1', credentials: null };
    expect(readConfig({ AUDIO_STORE: 's3://songs' }).audioStore).toEqual(bucket);
    expect(
      readConfig({ AUDIO_STORE: 's3://songs/a/b/', S3_ENDPOINT: 'http://localhost:9000', S3_REGION: 'home', ...keys })
        .audioStore,
    ).toEqual({
      ...bucket,
      prefix: 'a/b/',
      endpoint: 'http://localhost:9000',
      region: 'home',
      credentials: { accessKeyId: 'me', secretAccessKey: 'hunter2' },
    });
    expect(mistakes({ AUDIO_STORE: 's3://songs', S3_SECRET_ACCESS_KEY: 'hunter2' })).toEqual([
      'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together, but only one of them is there.',
    ]);
  });

  test.each([
    ['AUDIO_STORE', 's3://', 'AUDIO_STORE is a folder, or a bucket like s3://bucket/prefix, but it is “s3://”.'],
    ['AUDIO_STORE', 'gs://b', 'AUDIO_STORE is a folder, or a bucket like s3://bucket/prefix, but it is “gs://b”.'],
    ['GC_GRACE', 'soon', 'GC_GRACE is a time such as 90m, 24h or 14d, but it is “soon”.'],
    ['PORT', 'abc', 'PORT is a number from 0 to 65535, but it is “abc”.'],
    ['PORT', '70000', 'PORT is a number from 0 to 65535, but it is “70000”.'],
    ['DEMO', 'maybe', 'DEMO is true or false, but it is “maybe”.'],
    ['MAX_AUDIO_BYTES', 'lots', 'MAX_AUDIO_BYTES is a size such as 2000000000, 500MB or 4GiB, but it is “lots”.'],
    ['NODE_ENV', 'prod', 'NODE_ENV is one of development, production, test, but it is “prod”.'],
    [
      'PUBLIC_URL',
      'beats.example.org',
      'PUBLIC_URL is an address like https://beats.example.org, but it is “beats.example.org”.',
    ],
  ])('says what is wrong with %s=%s', (name, value, sentence) => {
    expect(mistakes({ [name]: value })).toEqual([sentence]);
  });

  test('names every mistake at once', () => {
    expect(mistakes({ PORT: '-1', DB_POOL_SIZE: '0', LOG_LEVEL: 'loud' })).toHaveLength(3);
  });

  test('never repeats a secret', () => {
    expect(mistakes({ DATABASE_URL: 'mysql://me:hunter2@host/db' }).join()).not.toContain('hunter2');
    expect(mistakes({ METRICS_TOKEN: 'hunter2' }).join()).not.toContain('hunter2');
  });

  test('is listed whole in .env.example', () => {
    const example = readFileSync(join(findRoot(), '.env.example'), 'utf8');
    const listed = [...example.matchAll(/^#? ?([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(new Set(listed)).toEqual(new Set(settingNames));
    expect(listed).toHaveLength(settingNames.length);
  });
});
