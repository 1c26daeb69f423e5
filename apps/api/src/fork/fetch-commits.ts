import { BranchModel, CommitModel, RepositoryModel } from '@beatflow/db';
import { BeatflowError, type FetchCommitsInput, type FetchedCommitsResponse } from '@beatflow/shared';
import { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { copyCommits } from './copy-commits.ts';

/**
 * Brings the versions of another repository's branch that are missing here, so that they can be compared and merged. No
 * branch moves. Equal digests are equal versions, so nothing comes twice.
 */
export async function fetchCommits(ctx: UserContext, input: FetchCommitsInput): Promise<FetchedCommitsResponse> {
  const target = await requireAccess(ctx, input.repositoryId, 'write');
  const source = await requireAccess(ctx, input.fromRepositoryId, 'read');
  const name = input.branch ?? source.defaultBranch;
  const { database } = ctx.services;
  return database.transaction(async (transaction) => {
    await RepositoryModel.findByPk(target.id, { transaction, lock: Transaction.LOCK.NO_KEY_UPDATE });
    const branch = await BranchModel.findOne({
      where: { repoId: source.id, name },
      include: 'headCommit',
      transaction,
    });
    if (!branch?.headCommit) {
      throw new BeatflowError('not-found', { branch: name }, `There is no branch called “${name}” over there.`);
    }
    const { id: headId, digest } = branch.headCommit;
    const copy = { fromRepositoryId: source.id, intoRepositoryId: target.id, headId };
    const fetched = await copyCommits(database.sequelize, copy, transaction);
    const head = await CommitModel.findOne({ where: { repoId: target.id, digest }, transaction });
    if (!head) throw new BeatflowError('internal');
    return { headCommitId: head.id, branch: name, fetched };
  });
}
