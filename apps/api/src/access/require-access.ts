import { RepositoryModel } from '@beatflow/db';
import { BeatflowError, type RepositoryRole } from '@beatflow/shared';
import type { Caller } from './caller.ts';

/** What somebody wants to do in a repository, from least to most. */
export type Need = 'read' | 'write' | 'admin' | 'own';

/** A repository, and what the caller may do there: null for a visitor of a public one. */
export interface AccessibleRepository {
  id: string;
  ownerId: string;
  name: string;
  isPublic: boolean;
  defaultBranch: string;
  role: RepositoryRole | null;
}

const rankOfRole: Record<RepositoryRole, number> = { reader: 1, writer: 2, admin: 3, owner: 4 };
const rankOfNeed: Record<Need, number> = { read: 1, write: 2, admin: 3, own: 4 };

/** Answers the repository when the caller may do what they want there; throws `not-found` or `forbidden` otherwise. */
export async function requireAccess(
  { caller }: { caller: Caller | null },
  repositoryId: string,
  need: Need,
): Promise<AccessibleRepository> {
  const repository = await findRepository(repositoryId, caller);
  // A stranger learns "not found", not "forbidden": that a private repository exists is private too.
  if (!repository || !(repository.isPublic || repository.role)) throw new BeatflowError('not-found');
  if (need !== 'read' && rankOf(repository.role) < rankOfNeed[need]) throw new BeatflowError('forbidden');
  return repository;
}

function rankOf(role: RepositoryRole | null): number {
  return role ? rankOfRole[role] : 0;
}

async function findRepository(id: string, caller: Caller | null): Promise<AccessibleRepository | null> {
  const userId = caller?.userId;
  const row = await RepositoryModel.findByPk(id, {
    include: userId ? [{ association: 'collaborators', where: { userId }, required: false }] : [],
  });
  if (!row) return null;
  const role = row.ownerId === userId ? 'owner' : (row.collaborators?.[0]?.role ?? null);
  const { ownerId, name, isPublic, defaultBranch } = row;
  return { id: row.id, ownerId, name, isPublic, defaultBranch, role };
}
