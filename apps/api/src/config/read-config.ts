import { join, resolve } from 'node:path';
import { z } from 'zod';
import { audioStoreSetting, findKeyMistake, toAudioStore } from './audio-store-setting.ts';
import { findRoot } from './find-root.ts';
import {
  booleanSetting,
  bytesSetting,
  choiceSetting,
  durationSetting,
  numberSetting,
  proxySetting,
  textSetting,
  tokenSetting,
  urlSetting,
} from './settings.ts';

const GIB = 2 ** 30;
const DAY_MS = 86_400_000;

const settings = z.object({
  NODE_ENV: choiceSetting(['development', 'production', 'test']).default('development'),
  PORT: numberSetting(0, 65535).default(3000),
  HOST: textSetting().default('127.0.0.1'),
  PUBLIC_URL: urlSetting(['http:', 'https:'], 'https://beats.example.org').optional(),
  TRUST_PROXY: proxySetting().default(0),
  DATA_DIR: textSetting().optional(),
  DATABASE_URL: urlSetting(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/beatflow').optional(),
  DB_POOL_SIZE: numberSetting(1, 1000).default(20),
  DB_POOL_OVERFLOW: numberSetting(0, 1000).default(10),
  SQL_ECHO: booleanSetting().default(false),
  AUDIO_STORE: audioStoreSetting().optional(),
  S3_ENDPOINT: urlSetting(['http:', 'https:'], 'https://s3.example.org').optional(),
  S3_REGION: textSetting().default('us-east-1'),
  S3_ACCESS_KEY_ID: textSetting().optional(),
  S3_SECRET_ACCESS_KEY: textSetting().optional(),
  MAX_AUDIO_BYTES: bytesSetting().default(4 * GIB),
  MAX_AUDIO_SECONDS: numberSetting(1, 604_800).default(14_400),
  QUOTA_BYTES: bytesSetting().default(50 * GIB),
  PLAYBACK_CACHE_BYTES: bytesSetting().default(20 * GIB),
  RECENT_AUDIO_BYTES: bytesSetting().default(4 * GIB),
  UPLOAD_TTL: durationSetting().default(7 * DAY_MS),
  GC_GRACE: durationSetting().default(14 * DAY_MS),
  SESSION_DAYS: numberSetting(1, 3650).default(30),
  ATTEMPTS_PER_ACCOUNT: numberSetting(1, 1_000_000).default(10),
  ATTEMPTS_PER_ADDRESS: numberSetting(1, 1_000_000).default(100),
  SIGN_UPS_PER_ADDRESS: numberSetting(1, 1_000_000).default(20),
  DEMO: booleanSetting().optional(),
  LOG_LEVEL: choiceSetting(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: tokenSetting().optional(),
  STOP_TIMEOUT_SECONDS: numberSetting(1, 86_400).default(120),
});

/** Every environment variable that the server reads. */
export const settingNames = Object.keys(settings.shape) as (keyof typeof settings.shape)[];

// Their values are never repeated, not even when they are wrong.
const secretNames = new Set(['DATABASE_URL', 'METRICS_TOKEN', 'S3_SECRET_ACCESS_KEY']);

/** What is wrong with the configuration: a sentence for each mistake. */
export class ConfigError extends Error {
  readonly sentences: string[];

  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
    this.sentences = sentences;
  }
}

/** Reads the configuration, once, from the environment; throws a `ConfigError` that names every mistake. */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => (environment[name]?.trim() ? [[name, environment[name]]] : [])),
  );
  const result = settings.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map(({ path, message }) => toSentence(String(path[0]), message, given)));
  }
  const read = result.data;
  const keyMistake = findKeyMistake(read);
  if (keyMistake) throw new ConfigError([keyMistake]);
  const root = findRoot();
  const dataDir = resolve(root, read.DATA_DIR ?? 'data');
  return {
    environment: read.NODE_ENV,
    port: read.PORT,
    host: read.HOST,
    publicUrl: read.PUBLIC_URL ? new URL(read.PUBLIC_URL).origin : null,
    proxies: read.TRUST_PROXY,
    dataDir,
    databaseUrl: read.DATABASE_URL ?? null,
    dbPoolSize: read.DB_POOL_SIZE,
    dbPoolOverflow: read.DB_POOL_OVERFLOW,
    sqlEcho: read.SQL_ECHO,
    audioStore: toAudioStore(read, root, join(dataDir, 'audio')),
    maxAudioBytes: read.MAX_AUDIO_BYTES,
    maxAudioSeconds: read.MAX_AUDIO_SECONDS,
    quotaBytes: read.QUOTA_BYTES,
    playbackCacheBytes: read.PLAYBACK_CACHE_BYTES,
    recentAudioBytes: read.RECENT_AUDIO_BYTES,
    uploadTtlMs: read.UPLOAD_TTL,
    gcGraceMs: read.GC_GRACE,
    sessionDays: read.SESSION_DAYS,
    attemptsPerAccount: read.ATTEMPTS_PER_ACCOUNT,
    attemptsPerAddress: read.ATTEMPTS_PER_ADDRESS,
    signUpsPerAddress: read.SIGN_UPS_PER_ADDRESS,
    demo: read.DEMO ?? read.NODE_ENV !== 'production',
    logLevel: read.LOG_LEVEL,
    metricsToken: read.METRICS_TOKEN ?? null,
    stopTimeoutSeconds: read.STOP_TIMEOUT_SECONDS,
    webDir: join(root, 'apps/web/dist'),
  };
}

/** The configuration of one server: everything that it was told, checked, with its defaults filled in. */
export type Config = ReturnType<typeof readConfig>;

function toSentence(name: string, isWhat: string, given: Record<string, string | undefined>): string {
  return secretNames.has(name)
    ? `${name} is ${isWhat}, but something else is there.`
    : `${name} is ${isWhat}, but it is “${given[name]}”.`;
}
