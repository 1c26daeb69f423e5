import { SessionModel } from '@beatflow/db';
import { Op, type Transaction } from 'sequelize';
import type { Context } from '../access/context.ts';
import { createSecret, hashSecret } from '../access/secret.ts';
import { expiryOf } from '../access/session-expiry.ts';

/**
 * Begins a session with a fresh secret and answers the secret. The session that the browser came with ends: whoever
 * knew its secret before the sign-in must not know the one after it.
 */
export async function startSession(ctx: Context, userId: string, transaction: Transaction): Promise<string> {
  const { address, userAgent } = ctx.request;
  if (ctx.cookie.secret) {
    await SessionModel.destroy({ where: { tokenHash: hashSecret(ctx.cookie.secret) }, transaction });
  }
  await SessionModel.destroy({ where: { userId, expiresAt: { [Op.lt]: new Date() } }, transaction });
  const secret = createSecret();
  const expiresAt = expiryOf(ctx.services.config);
  await SessionModel.create({ userId, tokenHash: hashSecret(secret), userAgent, address, expiresAt }, { transaction });
  return secret;
}
