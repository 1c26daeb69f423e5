import { UserModel } from '@beatflow/db';
import type { OwnUserResponse } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { toOwnUser } from './to-own-user.ts';

/** Who the caller is; null for a visitor. */
export async function findMe({ caller }: Context): Promise<OwnUserResponse | null> {
  const user = caller && (await UserModel.findByPk(caller.userId));
  return user && toOwnUser(user);
}
