import { AccessTokenModel } from '@beatflow/db';
import type { CreatedTokenResponse, CreateTokenInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { createSecret, hashSecret } from '../access/secret.ts';
import { toToken } from './to-token.ts';

const DAY_MS = 86_400_000;

/** Makes a token for a program. The secret is in this answer and nowhere else: only its hash is kept. */
export async function createToken(
  { caller }: UserContext,
  { name, expiresInDays }: CreateTokenInput,
): Promise<CreatedTokenResponse> {
  const secret = createSecret('bf_');
  const token = await AccessTokenModel.create({
    userId: caller.userId,
    name,
    tokenHash: hashSecret(secret),
    expiresAt: expiresInDays === null ? null : new Date(Date.now() + expiresInDays * DAY_MS),
  });
  return { ...toToken(token), token: secret };
}
