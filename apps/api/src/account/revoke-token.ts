import { AccessTokenModel } from '@beatflow/db';
import { BeatflowError, type RevokeTokenInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';

/** Ends one of the caller's tokens. */
export async function revokeToken({ caller }: UserContext, { tokenId }: RevokeTokenInput): Promise<void> {
  const revoked = await AccessTokenModel.destroy({ where: { id: tokenId, userId: caller.userId } });
  if (revoked === 0) throw new BeatflowError('not-found');
}
