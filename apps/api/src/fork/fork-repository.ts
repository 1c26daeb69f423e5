import { RepositoryModel } from '@beatflow/db';
import { BeatflowError, type ForkRepositoryInput, type RepositoryResponse } from '@beatflow/shared';
import { type Sequelize, Transaction } from 'sequelize';
import type { Caller } from '../access/caller.ts';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { readRepository } from '../repository/read-repository.ts';
import { throwNameTaken } from '../repository/throw-name-taken.ts';
import { copyCommits } from './copy-commits.ts';

/** Copies a repository with its whole history to the caller, without its audio bytes. A private one stays private. */
export async function forkRepository(ctx: UserContext, input: ForkRepositoryInput): Promise<RepositoryResponse> {
  const { caller, services } = ctx;
  await requireAccess(ctx, input.repositoryId, 'read');
  const { sequelize } = services.database;
  const forkId = await services.database
    .transaction(async (transaction) => {
      // Pushes wait for this, so that no branch points at a version that the copy has missed.
      const source = await RepositoryModel.findByPk(input.repositoryId, { transaction, lock: Transaction.LOCK.SHARE });
      if (!source) throw new BeatflowError('not-found');
      const { description, isPublic, genre, defaultBranch } = source;
      const facts = { description, isPublic, genre, defaultBranch };
      const name = input.name ?? source.name;
      const fork = await RepositoryModel.create(
        { ...facts, name, ownerId: caller.userId, forkedFromId: source.id },
        { transaction },
      );
      await copyCommits(sequelize, { fromRepositoryId: source.id, intoRepositoryId: fork.id }, transaction);
      await copyNames(sequelize, source.id, fork.id, caller, transaction);
      return fork.id;
    })
    .catch(throwNameTaken);
  return readRepository(ctx, forkId);
}

/** Copies branches and tags; that a branch came by forking is its first move. */
async function copyNames(
  sequelize: Sequelize,
  from: string,
  into: string,
  { userId, username }: Caller,
  transaction: Transaction,
): Promise<void> {
  const replacements = { from, into, userId, username };
  const run = (sql: string) => sequelize.query(sql, { replacements, transaction });
  await run(`
    INSERT INTO branches (repo_id, name, head_commit_id)
    SELECT :into, b.name, x.id FROM branches b JOIN copied_commits x ON x.source_id = b.head_commit_id WHERE b.repo_id = :from
  `);
  await run(`
    INSERT INTO branch_moves (repo_id, branch_name, to_commit_id, actor_id, actor_name, reason)
    SELECT :into, name, head_commit_id, :userId, :username, 'fork' FROM branches WHERE repo_id = :into ORDER BY name
  `);
  await run(`
    INSERT INTO tags (repo_id, name, commit_id, message, author_id, author_name, created_at)
    SELECT :into, t.name, x.id, t.message, t.author_id, t.author_name, t.created_at
    FROM tags t JOIN copied_commits x ON x.source_id = t.commit_id WHERE t.repo_id = :from
  `);
}
