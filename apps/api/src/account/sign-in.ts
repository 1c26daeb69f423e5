import { BeatflowError, type OwnUserResponse, type SignInInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { expiryOf } from '../access/session-expiry.ts';
import { findUserByLogin } from './find-user-by-login.ts';
import { verifyPassword } from './password-hash.ts';
import { startSession } from './start-session.ts';
import { toOwnUser } from './to-own-user.ts';

/** Begins a session. "No such user" and "wrong password" have one answer, and take the same time. */
export async function signIn(ctx: Context, { login, password }: SignInInput): Promise<OwnUserResponse> {
  const { attemptLimits, config, database } = ctx.services;
  const { address } = ctx.request;
  const user = await findUserByLogin(login);
  const account = user?.id ?? login.trim().toLowerCase();
  // Counted before the password is looked at, so that a hundred attempts at once are a hundred, too.
  await attemptLimits.countAttempt(account, address);
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight) throw new BeatflowError('credentials-wrong');
  await attemptLimits.forgiveAttempt(account, address);
  const secret = await database.transaction((transaction) => startSession(ctx, user.id, transaction));
  ctx.cookie.set(secret, expiryOf(config));
  return toOwnUser(user);
}
