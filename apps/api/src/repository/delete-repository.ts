import { RepositoryModel } from '@beatflow/db';
import { BeatflowError, type DeleteRepositoryInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';

/** Deletes a repository with all of its history, once its name was typed. */
export async function deleteRepository(
  ctx: UserContext,
  { repositoryId, confirmName }: DeleteRepositoryInput,
): Promise<void> {
  const { name } = await requireAccess(ctx, repositoryId, 'own');
  if (confirmName !== name) {
    throw new BeatflowError('input-invalid', { field: 'confirmName' }, `To delete it, please type its name: ${name}`);
  }
  await RepositoryModel.destroy({ where: { id: repositoryId } });
}
