import type { Config } from '../config/read-config.ts';

/** When a session that is used now will end, unless it is used again. */
export function expiryOf(config: Pick<Config, 'sessionDays'>): Date {
  return new Date(Date.now() + config.sessionDays * 86_400_000);
}
