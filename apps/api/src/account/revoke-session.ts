import { SessionModel } from '@beatflow/db';
import { BeatflowError, type RevokeSessionInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';

/** Ends one of the caller's sessions. */
export async function revokeSession({ caller, cookie }: UserContext, { sessionId }: RevokeSessionInput): Promise<void> {
  const revoked = await SessionModel.destroy({ where: { id: sessionId, userId: caller.userId } });
  if (revoked === 0) throw new BeatflowError('not-found');
  if (sessionId === caller.sessionId) cookie.clear();
}
