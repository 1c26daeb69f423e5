import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RateLimitModel } from '@beatflow/db';
import { createTestDatabase } from '@beatflow/db/testing';
import { createAttemptLimits } from '../account/attempt-limits.ts';
import { type Config, readConfig } from '../config/read-config.ts';
import { createApp } from '../server/create-app.ts';
import { listen } from '../server/listen.ts';
import { createLogger } from '../server/logger.ts';
import { closeServices, openServices } from '../server/open-services.ts';
import type { Services } from '../services.ts';

export interface TestApp {
  url: string;
  databaseUrl: string;
  services: Services;
  close(): Promise<void>;
}

/** The real server on a free port, with a database and a data folder of its own. One per test file. */
export async function createTestApp(overrides: Partial<Config> = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-api-'));
  const database = await createTestDatabase();
  const settings = { NODE_ENV: 'test', DATA_DIR: folder, LOG_LEVEL: 'silent', DB_POOL_SIZE: '5', DEMO: 'false' };
  const config = { ...readConfig(settings), ...generous, webDir: join(folder, 'web'), ...overrides };
  const services = await openServices(config, database.url, createLogger(config));
  const server = await listen(createApp(services), { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    databaseUrl: database.url,
    services,
    async close() {
      await server.stop(0);
      await closeServices(services);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A second server on the database of the first, with other settings and no attempts counted yet. */
export async function createSecondApp(
  { services, databaseUrl }: TestApp,
  overrides: Partial<Config>,
): Promise<TestApp> {
  const config = { ...services.config, ...overrides };
  await RateLimitModel.destroy({ truncate: true });
  const attemptLimits = createAttemptLimits(services.database.sequelize, config);
  const second = { ...services, config, attemptLimits };
  const server = await listen(createApp(second), { host: '127.0.0.1', port: 0 });
  return { url: server.url, databaseUrl, services: second, close: () => server.stop(0) };
}

// All tests of a file come from one address, and many sign in.
const generous = { attemptsPerAddress: 1_000_000, signUpsPerAddress: 1_000_000 };
