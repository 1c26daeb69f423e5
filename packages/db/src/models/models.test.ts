import type { Model, ModelStatic } from 'sequelize';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/create-database.ts';
import {
  makeAudioFile,
  makeBranch,
  makeBranchMove,
  makeCommit,
  makeRepository,
  makeStem,
  makeUser,
} from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import {
  AudioFileModel,
  AudioUploadModel,
  BranchMoveModel,
  CollaboratorModel,
  CommitModel,
  models,
  RepositoryModel,
  UserModel,
} from './index.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

it('every association can be followed, from both ends', async () => {
  for (const model of models as ModelStatic<Model>[]) {
    for (const [name, { target }] of Object.entries(model.associations)) {
      await expect(model.findAll({ include: [name], limit: 1 }), `${model.name}.${name}`).resolves.toBeDefined();
      const back = Object.values(target.associations).filter((association) => association.target === model);
      expect(back, `${target.name} leads back to ${model.name}`).not.toHaveLength(0);
    }
  }
});

it('a commit finds its parent, children, stems, author and branches', async () => {
  const author = await makeUser();
  const first = await makeCommit({ authorId: author.id });
  const second = await database.transaction(async (transaction) => {
    const commit = await makeCommit({ repoId: first.repoId, parentCommitId: first.id, transaction });
    await makeStem({ commitId: commit.id, transaction });
    return commit;
  });
  const third = await makeCommit({ repoId: first.repoId, parentCommitId: second.id, mergeParentCommitId: first.id });
  await makeBranch({ repoId: first.repoId, headCommitId: third.id });

  const root = await CommitModel.findByPk(first.id, { include: ['parent', 'children', 'mergeChildren', 'author'] });
  expect(root?.parent).toBeNull();
  expect(root?.children?.map(({ id }) => id)).toEqual([second.id]);
  expect(root?.mergeChildren?.map(({ id }) => id)).toEqual([third.id]);
  expect(root?.author?.id).toBe(author.id);
  const head = await CommitModel.findByPk(third.id, {
    include: [
      'mergeParent',
      'branches',
      'repository',
      { association: 'parent', include: [{ association: 'stems', include: ['audioFile'] }] },
    ],
  });
  expect(head?.parent?.stems?.[0]?.audioFile?.codec).toBe('pcm_s24le');
  expect(head?.mergeParent?.id).toBe(first.id);
  expect(head?.branches?.map(({ name }) => name)).toEqual(['main']);
  expect(head?.repository?.id).toBe(first.repoId);
});

it('a user finds what they share and what they uploaded', async () => {
  const user = await makeUser();
  const repository = await makeRepository();
  const audio = await makeAudioFile();
  await CollaboratorModel.create({ repoId: repository.id, userId: user.id, role: 'writer' });
  await AudioUploadModel.create({ userId: user.id, audioDigest: audio.digest });

  const found = await UserModel.findByPk(user.id, { include: ['sharedRepositories', 'uploadedAudio'] });
  expect(found?.sharedRepositories?.map(({ id }) => id)).toEqual([repository.id]);
  expect(found?.uploadedAudio?.map(({ digest }) => digest)).toEqual([audio.digest]);
  const song = await RepositoryModel.findByPk(repository.id, { include: ['members', 'owner'] });
  expect(song?.members?.map(({ id }) => id)).toEqual([user.id]);
  expect(song?.owner?.id).toBe(repository.ownerId);
});

it('numbers are numbers, also large ones and in raw queries', async () => {
  const size = 4 * 1024 ** 3 + 1;
  const { digest } = await makeAudioFile({ size });
  expect((await AudioFileModel.findByPk(digest))?.size).toBe(size);
  expect((await makeCommit({ bpm: 127.5 })).bpm).toBe(127.5);
  expect((await makeCommit({ bpm: 128 })).bpm).toBe(128);
  const [rows] = await database.sequelize.query(
    'SELECT sum(size) AS total, count(*) AS files FROM audio_files WHERE digest = :digest',
    { replacements: { digest } },
  );
  expect(rows).toEqual([{ total: size, files: 1 }]);
});

it('a number too large to be exact is an error, not a guess', async () => {
  await expect(database.sequelize.query('SELECT 9007199254740993')).rejects.toThrow('9007199254740993');
});

it('moves are in the order in which they were made', async () => {
  const { repoId } = await makeCommit();
  for (const reason of ['create', 'push', 'reset'] as const) await makeBranchMove({ repoId, reason });
  const moves = await BranchMoveModel.findAll({ where: { repoId }, order: [['id', 'DESC']] });
  expect(moves.map(({ reason }) => reason)).toEqual(['reset', 'push', 'create']);
});

it('a date that was given or filled in comes back equal', async () => {
  const createdAt = new Date('2026-01-02T03:04:05.678Z');
  const commit = await makeCommit({ createdAt });
  await commit.reload();
  expect(commit.createdAt).toEqual(createdAt);
  const [rows] = await database.sequelize.query(
    `INSERT INTO users (username, email, password_hash) VALUES ('raw', 'raw@example.com', '-') RETURNING created_at = date_trunc('milliseconds', created_at) AS exact, id IS NOT NULL AS identified`,
  );
  expect(rows).toEqual([{ exact: true, identified: true }]);
});
