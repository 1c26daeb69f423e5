import { isUniqueViolation, UserModel } from '@beatflow/db';
import { BeatflowError, type OwnUserResponse, type SignUpInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { expiryOf } from '../access/session-expiry.ts';
import { hashPassword } from './password-hash.ts';
import { startSession } from './start-session.ts';
import { toOwnUser } from './to-own-user.ts';

/** Makes an account and signs in with it. */
export async function signUp(ctx: Context, { username, email, password }: SignUpInput): Promise<OwnUserResponse> {
  const { services, request } = ctx;
  await services.attemptLimits.countSignUp(request.address);
  const passwordHash = await hashPassword(password);
  const { user, secret } = await services.database
    .transaction(async (transaction) => {
      const user = await UserModel.create({ username, email, passwordHash }, { transaction });
      return { user, secret: await startSession(ctx, user.id, transaction) };
    })
    .catch((err: unknown) => {
      throw toTakenError(err);
    });
  ctx.cookie.set(secret, expiryOf(services.config));
  return toOwnUser(user);
}

function toTakenError(err: unknown): unknown {
  if (isUniqueViolation(err, 'users_username_key')) return new BeatflowError('name-taken', { field: 'username' });
  if (isUniqueViolation(err, 'users_email_key')) return new BeatflowError('email-taken', { field: 'email' });
  return err;
}
