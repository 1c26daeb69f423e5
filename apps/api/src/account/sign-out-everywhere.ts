import { SessionModel } from '@beatflow/db';
import type { UserContext } from '../access/context.ts';

/** Ends every session, this one included. Access tokens of programs go on until they are revoked. */
export async function signOutEverywhere({ caller, cookie }: UserContext): Promise<void> {
  await SessionModel.destroy({ where: { userId: caller.userId } });
  cookie.clear();
}
