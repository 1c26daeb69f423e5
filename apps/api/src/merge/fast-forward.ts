import type { CommitModel } from '@beatflow/db';
import type { CommitResponse } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { lockBranch } from '../branch/lock-branch.ts';
import { moveBranch } from '../branch/move-branch.ts';
import { requireMovable } from '../branch/require-movable.ts';
import { readVersion } from '../commit/read-version.ts';
import { toCommit } from '../commit/to-commit.ts';

interface FastForward {
  repository: AccessibleRepository;
  branch: string;
  expectedHead: string;
  to: CommitModel;
  check: (transaction: Transaction) => Promise<void>;
}

/** Moves a branch to a descendant of its head. */
export async function fastForward(
  { services, caller }: UserContext,
  { repository, branch, expectedHead, to, check }: FastForward,
): Promise<CommitResponse> {
  return services.database.transaction(async (transaction) => {
    const place = await lockBranch(repository.id, branch, expectedHead, transaction);
    requireMovable(place, repository.role, 'merge');
    await check(transaction);
    await moveBranch(place, { to, actor: caller, reason: 'merge' }, transaction);
    return toCommit(to, (await readVersion(to, transaction)).stems);
  });
}
