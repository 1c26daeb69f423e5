import { UserModel } from '@beatflow/db';
import { col, fn, Op, where } from 'sequelize';

/** Finds a user by name or e-mail address, in any case. */
export function findUserByLogin(login: string): Promise<UserModel | null> {
  const wanted = login.trim().toLowerCase();
  return UserModel.findOne({
    where: { [Op.or]: [where(fn('lower', col('username')), wanted), where(fn('lower', col('email')), wanted)] },
  });
}
