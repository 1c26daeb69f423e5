import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { findRoot } from './find-root.ts';
import { type Config, ConfigError, readConfig } from './read-config.ts';

/** Reads the configuration from `.env` and the environment, or ends the process with a sentence for each mistake. */
export function loadConfigOrExit(): Config {
  try {
    const file = join(findRoot(), '.env');
    if (existsSync(file)) loadEnvFile(file);
    return readConfig(process.env);
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    console.error(err.message);
    process.exit(1);
  }
}
