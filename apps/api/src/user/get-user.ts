import { UserModel } from '@beatflow/db';
import { BeatflowError, type GetUserInput, type UserResponse } from '@beatflow/shared';
import { col, fn, where } from 'sequelize';

/** A user as anybody may see them. */
export async function getUser({ username }: GetUserInput): Promise<UserResponse> {
  const user = await UserModel.findOne({ where: where(fn('lower', col('username')), username.toLowerCase()) });
  if (!user) throw new BeatflowError('not-found', {}, 'There is no user of this name.');
  return { id: user.id, username: user.username, createdAt: user.createdAt.toISOString() };
}
