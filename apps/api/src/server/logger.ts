import { type Logger, pino } from 'pino';
import type { Config } from '../config/read-config.ts';

export type { Logger };

// Nothing logs these on purpose; this is for the object that carries one by accident.
const secrets = ['password', 'passwordHash', 'currentPassword', 'newPassword', 'token', 'cookie', 'authorization'];

export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '…' },
  });
}
