import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/create-database.ts';
import { expectRefused } from '../testing/expect-refused.ts';
import {
  makeAudioFile,
  makeBranch,
  makeBranchMove,
  makeCommit,
  makeDigest,
  makeRepository,
  makeStem,
  makeUser,
} from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import {
  AccessTokenModel,
  AudioFileModel,
  AudioUploadModel,
  BranchModel,
  BranchMoveModel,
  ChunkModel,
  CollaboratorModel,
  CommitModel,
  PackModel,
  RepositoryModel,
  SessionModel,
  StemModel,
  UploadedChunkModel,
} from './index.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

/** A commit with one stem. */
async function makeVersion(overrides: Parameters<typeof makeCommit>[0] = {}) {
  return database.transaction(async (transaction) => {
    const commit = await makeCommit({ ...overrides, transaction });
    const stem = await makeStem({ commitId: commit.id, transaction });
    return { commit, stem };
  });
}

async function makeChunk(): Promise<ChunkModel> {
  const pack = await PackModel.create({ digest: makeDigest(), size: 100 });
  const place = { packDigest: pack.digest, packOffset: 0, storedSize: 10, encoding: 'raw', version: 1 };
  return ChunkModel.create({ digest: makeDigest(), size: 10, ...place });
}

describe('deleting a user', () => {
  it('takes their repositories, with commits, stems, branches and moves', async () => {
    const user = await makeUser();
    const repository = await makeRepository({ ownerId: user.id });
    const { commit: first } = await makeVersion({ repoId: repository.id, authorId: user.id });
    const { commit: second } = await makeVersion({
      repoId: repository.id,
      authorId: user.id,
      parentCommitId: first.id,
    });
    await makeVersion({ repoId: repository.id, parentCommitId: second.id, mergeParentCommitId: first.id });
    await makeBranch({ repoId: repository.id, headCommitId: second.id });
    await makeBranchMove({ repoId: repository.id, fromCommitId: first.id, toCommitId: second.id, actorId: user.id });

    await user.destroy();

    const where = { repoId: repository.id };
    expect(await RepositoryModel.findByPk(repository.id)).toBeNull();
    expect(await CommitModel.count({ where })).toBe(0);
    expect(await StemModel.count({ where: { commitId: [first.id, second.id] } })).toBe(0);
    expect(await BranchModel.count({ where })).toBe(0);
    expect(await BranchMoveModel.count({ where })).toBe(0);
  });

  it('takes their sessions, tokens, collaborations and uploads, but not the audio', async () => {
    const user = await makeUser();
    const audio = await makeAudioFile();
    const repository = await makeRepository();
    await SessionModel.create({ userId: user.id, tokenHash: makeDigest(), expiresAt: new Date() });
    await AccessTokenModel.create({ userId: user.id, tokenHash: makeDigest(), name: 'laptop' });
    await CollaboratorModel.create({ userId: user.id, repoId: repository.id, role: 'writer' });
    await AudioUploadModel.create({ userId: user.id, audioDigest: audio.digest });
    const chunk = await makeChunk();
    await UploadedChunkModel.create({ userId: user.id, chunkDigest: chunk.digest });

    await user.destroy();

    const where = { userId: user.id };
    expect(await SessionModel.count({ where })).toBe(0);
    expect(await AccessTokenModel.count({ where })).toBe(0);
    expect(await CollaboratorModel.count({ where })).toBe(0);
    expect(await AudioUploadModel.count({ where })).toBe(0);
    expect(await UploadedChunkModel.count({ where })).toBe(0);
    expect(await AudioFileModel.findByPk(audio.digest)).not.toBeNull();
    expect(await ChunkModel.findByPk(chunk.digest)).not.toBeNull();
  });

  it('leaves their commits in other repositories, with the name and without the account', async () => {
    const user = await makeUser();
    const { commit } = await makeVersion({ authorId: user.id, authorName: user.username });
    const move = await makeBranchMove({ repoId: commit.repoId, toCommitId: commit.id, actorId: user.id });

    await user.destroy();

    await commit.reload();
    await move.reload();
    expect(commit.authorId).toBeNull();
    expect(commit.authorName).toBe(user.username);
    expect(move.actorId).toBeNull();
    expect(move.toCommitId).toBe(commit.id);
  });
});

describe('deleting a repository', () => {
  it('takes its collaborators and leaves its forks without an origin', async () => {
    const repository = await makeRepository();
    const fork = await makeRepository({ forkedFromId: repository.id });
    await CollaboratorModel.create({ userId: (await makeUser()).id, repoId: repository.id, role: 'reader' });

    await repository.destroy();

    expect(await CollaboratorModel.count({ where: { repoId: repository.id } })).toBe(0);
    await fork.reload();
    expect(fork.forkedFromId).toBeNull();
  });

  it('leaves the audio that its stems named', async () => {
    const { commit, stem } = await makeVersion();
    await RepositoryModel.destroy({ where: { id: commit.repoId } });
    expect(await StemModel.findByPk(stem.id)).toBeNull();
    expect(await AudioFileModel.findByPk(stem.audioDigest)).not.toBeNull();
  });
});

describe('deleting a commit', () => {
  it('takes its stems and leaves its children without that parent', async () => {
    const { commit, stem } = await makeVersion();
    const { commit: child } = await makeVersion({ repoId: commit.repoId, parentCommitId: commit.id });
    const { commit: merge } = await makeVersion({
      repoId: commit.repoId,
      parentCommitId: child.id,
      mergeParentCommitId: commit.id,
    });
    const move = await makeBranchMove({ repoId: commit.repoId, fromCommitId: commit.id, toCommitId: child.id });

    await commit.destroy();

    expect(await StemModel.findByPk(stem.id)).toBeNull();
    await Promise.all([child.reload(), merge.reload(), move.reload()]);
    expect(child).toMatchObject({ parentCommitId: null, repoId: commit.repoId });
    expect(merge).toMatchObject({ parentCommitId: child.id, mergeParentCommitId: null, repoId: commit.repoId });
    expect(move).toMatchObject({ fromCommitId: null, toCommitId: child.id, repoId: commit.repoId });
  });

  it('is refused while a branch is on it', async () => {
    const branch = await makeBranch();
    await expectRefused(CommitModel.destroy({ where: { id: branch.headCommitId } }), 'branches_head_commit_id_fkey');
  });
});

describe('deleting a chunk', () => {
  it('takes the record of who brought it', async () => {
    const chunk = await makeChunk();
    await UploadedChunkModel.create({ userId: (await makeUser()).id, chunkDigest: chunk.digest });
    await chunk.destroy();
    expect(await UploadedChunkModel.count({ where: { chunkDigest: chunk.digest } })).toBe(0);
  });
});

describe('deleting audio', () => {
  it('is refused while a stem names it', async () => {
    const { stem } = await makeVersion();
    await expectRefused(AudioFileModel.destroy({ where: { digest: stem.audioDigest } }), 'stems_audio_digest_fkey');
  });

  it('takes the record of who uploaded it', async () => {
    const audio = await makeAudioFile();
    await AudioUploadModel.create({ userId: (await makeUser()).id, audioDigest: audio.digest });
    await audio.destroy();
    expect(await AudioUploadModel.count({ where: { audioDigest: audio.digest } })).toBe(0);
  });
});
