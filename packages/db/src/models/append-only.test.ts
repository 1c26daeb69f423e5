import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/create-database.ts';
import { expectRefused } from '../testing/expect-refused.ts';
import { makeAudioFile, makeBranchMove, makeCommit, makeDigest, makeStem, makeUser } from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { type BranchMoveModel, CommitModel, StemModel, type UserModel } from './index.ts';

let database: Database;
let user: UserModel;
let other: UserModel;
let parent: CommitModel;
let mergeParent: CommitModel;
let commit: CommitModel;
let stem: StemModel;
let move: BranchMoveModel;

beforeAll(async () => {
  // One test looks at two transactions at once.
  database = await openTestDatabase({ onSecondConnection: () => {} });
  user = await makeUser();
  other = await makeUser();
  parent = await makeCommit();
  mergeParent = await makeCommit({ repoId: parent.repoId });
  await database.transaction(async (transaction) => {
    commit = await makeCommit({
      repoId: parent.repoId,
      parentCommitId: parent.id,
      mergeParentCommitId: mergeParent.id,
      authorId: user.id,
      bpm: 127.5,
      transaction,
    });
    stem = await makeStem({ commitId: commit.id, transaction });
  });
  move = await makeBranchMove({
    repoId: parent.repoId,
    fromCommitId: parent.id,
    toCommitId: commit.id,
    actorId: user.id,
  });
});

afterAll(() => database.close());

describe('a commit', () => {
  it('lets its render and the date of change be set', async () => {
    const updatedAt = new Date('2030-01-01T00:00:00.000Z');
    await CommitModel.update({ renderUrl: '/renders/1', updatedAt }, { where: { id: commit.id }, silent: true });
    await commit.reload();
    expect(commit).toMatchObject({ renderUrl: '/renders/1', updatedAt });
  });

  it.each([
    ['id', () => randomUUID()],
    ['repo_id', async () => (await makeCommit()).repoId],
    ['parent_commit_id', () => null],
    ['parent_commit_id', () => mergeParent.id],
    ['merge_parent_commit_id', () => null],
    ['merge_parent_commit_id', () => parent.id],
    ['author_id', () => null],
    ['author_id', () => other.id],
    ['author_name', () => 'somebody else'],
    ['message', () => 'another message'],
    ['bpm', () => 90],
    ['bpm', () => null],
    ['key_signature', () => 'Am'],
    ['generation_params', () => '{"seed":1}'],
    ['digest', () => makeDigest()],
    ['generation', () => 7],
    ['created_at', () => '2000-01-01'],
  ])('refuses another %s (case %#)', async (column, makeValue) => {
    const replacements = { value: await makeValue(), id: commit.id };
    const write = database.sequelize.query(`UPDATE commits SET ${column} = :value WHERE id = :id`, { replacements });
    await expectRefused(write, 'commits_append_only');
  });

  it('knows every column: one that is added is fixed too, unless somebody decides otherwise', async () => {
    await expect(
      database.transaction(async (transaction) => {
        await database.sequelize.query('ALTER TABLE commits ADD COLUMN mood TEXT', { transaction });
        await database.sequelize.query("UPDATE commits SET mood = 'calm'", { transaction });
      }),
    ).rejects.toThrow('append-only');
  });
});

describe('a stem', () => {
  it.each([
    ['name', () => 'another'],
    ['muted', () => true],
    ['gain_db', () => -3],
    ['audio_digest', async () => (await makeAudioFile()).digest],
    ['file_url', () => '/elsewhere'],
    ['position', () => 9],
  ])('refuses another %s', async (column, makeValue) => {
    const replacements = { value: await makeValue(), id: stem.id };
    const write = database.sequelize.query(`UPDATE stems SET ${column} = :value WHERE id = :id`, { replacements });
    await expectRefused(write, 'stems_append_only');
  });

  it('does not go alone', async () => {
    await expectRefused(stem.destroy(), 'stems_append_only');
    expect(await StemModel.findByPk(stem.id)).not.toBeNull();
  });

  it('does not come later', async () => {
    await expectRefused(makeStem({ commitId: commit.id, position: 1 }), 'stems_append_only');
    await expectRefused(
      database.transaction((transaction) => makeStem({ commitId: commit.id, position: 1, transaction })),
      'stems_append_only',
    );
  });

  it('does not come from a transaction that began before the commit was made', async () => {
    const write = database.transaction(async (transaction) => {
      // Gives this transaction its number before the other one.
      await makeUser({ transaction });
      const later = await makeCommit({ repoId: parent.repoId });
      await makeStem({ commitId: later.id, transaction });
    });
    await expectRefused(write, 'stems_append_only');
  });

  it('comes in a savepoint of the transaction that makes its commit, and after one', async () => {
    const made = await database.transaction(async (transaction) => {
      const inner = await database.sequelize.transaction({ transaction }, (savepoint) =>
        makeCommit({ repoId: parent.repoId, transaction: savepoint }),
      );
      await makeStem({ commitId: inner.id, position: 0, transaction });
      await database.sequelize.transaction({ transaction }, (savepoint) =>
        makeStem({ commitId: inner.id, position: 1, transaction: savepoint }),
      );
      return inner;
    });
    expect(await StemModel.count({ where: { commitId: made.id } })).toBe(2);
  });
});

describe('a branch move', () => {
  it.each([
    ['branch_name', () => 'another'],
    ['from_commit_id', () => null],
    ['to_commit_id', () => parent.id],
    ['actor_id', () => null],
    ['actor_name', () => 'somebody else'],
    ['reason', () => 'reset'],
    ['created_at', () => '2000-01-01'],
  ])('refuses another %s', async (column, makeValue) => {
    const replacements = { value: makeValue(), id: move.id };
    const write = database.sequelize.query(`UPDATE branch_moves SET ${column} = :value WHERE id = :id`, {
      replacements,
    });
    await expectRefused(write, 'branch_moves_append_only');
  });
});
