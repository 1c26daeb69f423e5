import { CollaboratorModel } from '@beatflow/db';
import { BeatflowError, type RemoveCollaboratorInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';

/** Ends somebody's collaboration. Everybody may end their own. */
export async function removeCollaborator(
  ctx: UserContext,
  { repositoryId, userId }: RemoveCollaboratorInput,
): Promise<void> {
  const repository = await requireAccess(ctx, repositoryId, userId === ctx.caller.userId ? 'read' : 'admin');
  const removed = await CollaboratorModel.destroy({ where: { repoId: repository.id, userId } });
  if (removed === 0) throw new BeatflowError('not-found', {}, 'This user does not collaborate here.');
}
