import { RepositoryModel } from '@beatflow/db';
import { BeatflowError, type RepositoryRole } from '@beatflow/shared';
import { QueryTypes, type Sequelize } from 'sequelize';
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

interface RepositoryRow extends Omit<AccessibleRepository, 'role'> {
  memberRole: RepositoryRole | null;
}

// Nearly every request asks this: as one statement without models it takes half the time.
async function findRepository(id: string, caller: Caller | null): Promise<AccessibleRepository | null> {
  const userId = caller?.userId ?? null;
  const [row] = await (RepositoryModel.sequelize as Sequelize).query<RepositoryRow>(
    `
    SELECT r.id, r.owner_id AS "ownerId", r.name, r.is_public AS "isPublic", r.default_branch AS "defaultBranch",
      m.role AS "memberRole"
    FROM repositories r LEFT JOIN collaborators m ON m.repo_id = r.id AND m.user_id = $2
    WHERE r.id = $1
    `,
    { type: QueryTypes.SELECT, bind: [id, userId] },
  );
  if (!row) return null;
  const { memberRole, ...repository } = row;
  return { ...repository, role: row.ownerId === userId ? 'owner' : memberRole };
}
