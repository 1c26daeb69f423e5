import { createHash } from 'node:crypto';
import { BeatflowError } from '@beatflow/shared';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sequelize } from 'sequelize';
import type { Config } from '../config/read-config.ts';

/** How often somebody may try. Counted in the database, so that all instances of the server count together. */
export interface AttemptLimits {
  /** Counts an attempt to prove who one is; throws `too-many-attempts`. */
  countAttempt(account: string, address: string): Promise<void>;
  /** Takes an attempt back, since it succeeded. */
  forgiveAttempt(account: string, address: string): Promise<void>;
  /** Counts a new account; throws `too-many-attempts`. */
  countSignUp(address: string): Promise<void>;
}

const ATTEMPT_SECONDS = 15 * 60;
const SIGN_UP_SECONDS = 60 * 60;

type Limits = Pick<Config, 'attemptsPerAccount' | 'attemptsPerAddress' | 'signUpsPerAddress'>;

export function createAttemptLimits(sequelize: Sequelize, limits: Limits): AttemptLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: sequelize,
      storeType: 'sequelize',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const perAccount = limiter('account', limits.attemptsPerAccount, ATTEMPT_SECONDS);
  const perAddress = limiter('address', limits.attemptsPerAddress, ATTEMPT_SECONDS);
  const signUpsPerAddress = limiter('sign-up', limits.signUpsPerAddress, SIGN_UP_SECONDS);

  return {
    async countAttempt(account, address) {
      await consume(perAddress, address);
      await consume(perAccount, account);
    },
    async forgiveAttempt(account, address) {
      await Promise.all([perAccount.delete(toKey(account)), perAddress.reward(toKey(address), 1)]);
    },
    countSignUp: (address) => consume(signUpsPerAddress, address),
  };
}

async function consume(limiter: RateLimiterAbstract, what: string): Promise<void> {
  try {
    await limiter.consume(toKey(what));
  } catch (err) {
    if (!(err instanceof RateLimiterRes)) throw err;
    throw new BeatflowError('too-many-attempts', { retryAfterSeconds: Math.ceil(err.msBeforeNext / 1000) });
  }
}

// Hashed, since people type their password into the wrong field, and since keys have a longest length.
function toKey(what: string): string {
  return createHash('sha256').update(what).digest('base64url');
}
