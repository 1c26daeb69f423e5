import { SessionModel, UserModel } from '@beatflow/db';
import { BeatflowError, type ChangePasswordInput } from '@beatflow/shared';
import { Op } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

/** Changes the password and ends every other session: whoever knew the old one is out. */
export async function changePassword(ctx: UserContext, input: ChangePasswordInput): Promise<void> {
  const { caller, request, services } = ctx;
  const { userId, sessionId } = caller;
  await services.attemptLimits.countAttempt(userId, request.address);
  const user = await UserModel.findByPk(userId);
  if (!user || !(await verifyPassword(user.passwordHash, input.currentPassword))) {
    throw new BeatflowError('credentials-wrong', {}, 'The current password is not right.');
  }
  await services.attemptLimits.forgiveAttempt(userId, request.address);
  const passwordHash = await hashPassword(input.newPassword);
  await services.database.transaction(async (transaction) => {
    await user.update({ passwordHash }, { transaction });
    const others = sessionId ? { id: { [Op.ne]: sessionId } } : {};
    await SessionModel.destroy({ where: { userId, ...others }, transaction });
  });
}
