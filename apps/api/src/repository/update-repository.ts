import { BranchModel, RepositoryModel } from '@beatflow/db';
import { BeatflowError, type RepositoryResponse, type UpdateRepositoryInput } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { readRepository } from './read-repository.ts';
import { throwNameTaken } from './throw-name-taken.ts';

/** Changes what is given and keeps the rest. Who sees a repository is for its owner alone to decide. */
export async function updateRepository(ctx: UserContext, input: UpdateRepositoryInput): Promise<RepositoryResponse> {
  const { repositoryId, name, isPublic, description, genre, defaultBranch } = input;
  const repository = await requireAccess(ctx, repositoryId, 'admin');
  if (isPublic !== undefined && isPublic !== repository.isPublic) await requireAccess(ctx, repositoryId, 'own');
  if (isPublic && !repository.isPublic) await requireOwnOriginal(ctx, repositoryId);
  if (defaultBranch !== undefined) await requireBranch(repositoryId, defaultBranch);
  await RepositoryModel.update(
    { name, isPublic, defaultBranch, description: orNull(description), genre: orNull(genre) },
    { where: { id: repositoryId } },
  ).catch(throwNameTaken);
  return readRepository(ctx, repositoryId);
}

// Undefined keeps what is there; null and an empty text both empty it.
function orNull(text: string | null | undefined): string | null | undefined {
  return text === undefined ? undefined : text || null;
}

// Whoever was let into a private song may copy it, and may not show the copy to everybody, nor a copy of the copy.
async function requireOwnOriginal({ caller }: UserContext, repositoryId: string): Promise<void> {
  let original = await findOriginal(repositoryId);
  for (; original; original = await findOriginal(original.id)) {
    if (original.isPublic || original.ownerId === caller.userId) continue;
    const sentence = 'This is a copy of a private song, so it stays private.';
    throw new BeatflowError('forbidden', { field: 'isPublic' }, sentence);
  }
}

async function findOriginal(forkId: string): Promise<RepositoryModel | null | undefined> {
  const fork = await RepositoryModel.findByPk(forkId, { include: 'forkedFrom' });
  return fork?.forkedFrom;
}

async function requireBranch(repoId: string, name: string): Promise<void> {
  if (await BranchModel.findOne({ where: { repoId, name } })) return;
  throw new BeatflowError('not-found', { field: 'defaultBranch' }, `There is no branch called “${name}”.`);
}
