import { SessionModel } from '@beatflow/db';
import type { Context } from '../access/context.ts';
import { hashSecret } from '../access/secret.ts';

/** Ends the session of this browser; without one there is nothing to end. */
export async function signOut({ cookie }: Context): Promise<void> {
  if (cookie.secret) await SessionModel.destroy({ where: { tokenHash: hashSecret(cookie.secret) } });
  cookie.clear();
}
