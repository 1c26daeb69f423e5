import { CollaboratorModel } from '@beatflow/db';
import { BeatflowError, type CollaboratorResponse, type SetCollaboratorRoleInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toCollaborator } from './to-collaborator.ts';

/** Changes what a collaborator may do. */
export async function setCollaboratorRole(
  ctx: UserContext,
  { repositoryId, userId, role }: SetCollaboratorRoleInput,
): Promise<CollaboratorResponse> {
  const repository = await requireAccess(ctx, repositoryId, 'admin');
  const collaborator = await CollaboratorModel.findOne({ where: { repoId: repository.id, userId }, include: 'user' });
  if (!collaborator) throw new BeatflowError('not-found', {}, 'This user does not collaborate here.');
  await collaborator.update({ role });
  return toCollaborator(collaborator, collaborator.user?.username ?? '');
}
