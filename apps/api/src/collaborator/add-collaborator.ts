import { CollaboratorModel, isUniqueViolation, UserModel } from '@beatflow/db';
import { type AddCollaboratorInput, BeatflowError, type CollaboratorResponse } from '@beatflow/shared';
import { col, fn, where } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toCollaborator } from './to-collaborator.ts';

/** Lets somebody into a repository. */
export async function addCollaborator(ctx: UserContext, input: AddCollaboratorInput): Promise<CollaboratorResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'admin');
  const user = await UserModel.findOne({
    where: where(fn('lower', col('username')), input.username.trim().toLowerCase()),
  });
  if (!user) throw new BeatflowError('not-found', { field: 'username' }, 'There is no user of this name.');
  if (user.id === repository.ownerId) {
    throw new BeatflowError('already-collaborator', { field: 'username' }, 'This repository is theirs already.');
  }
  const place = { repoId: repository.id, userId: user.id, role: input.role };
  const collaborator = await CollaboratorModel.create(place).catch((err: unknown) => {
    throw isUniqueViolation(err) ? new BeatflowError('already-collaborator', { field: 'username' }) : err;
  });
  return toCollaborator(collaborator, user.username);
}
