import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { InferCreationAttributes, Transaction } from 'sequelize';
import {
  AudioFileModel,
  BranchModel,
  BranchMoveModel,
  CommitModel,
  RepositoryModel,
  StemModel,
  UserModel,
} from '../models/index.ts';

type Overrides<
  M extends UserModel | RepositoryModel | AudioFileModel | CommitModel | StemModel | BranchModel | BranchMoveModel,
> = Partial<InferCreationAttributes<M>> & { transaction?: Transaction };

/** 64 hexadecimal digits; of nothing in particular unless told. */
export function makeDigest(text: string | Buffer = randomBytes(16)): string {
  return createHash('sha256').update(text).digest('hex');
}

export function makeUser({ transaction, ...overrides }: Overrides<UserModel> = {}): Promise<UserModel> {
  const username = `user-${randomBytes(6).toString('hex')}`;
  return UserModel.create(
    { username, email: `${username}@example.com`, passwordHash: 'not a hash', ...overrides },
    { transaction },
  );
}

export async function makeRepository({
  transaction,
  ...overrides
}: Overrides<RepositoryModel> = {}): Promise<RepositoryModel> {
  const ownerId = overrides.ownerId ?? (await makeUser({ transaction })).id;
  const name = `song-${randomBytes(6).toString('hex')}`;
  return RepositoryModel.create({ name, ...overrides, ownerId }, { transaction });
}

/** Makes the record of four minutes of 24-bit stereo; there are no bytes behind it. */
export function makeAudioFile({ transaction, ...overrides }: Overrides<AudioFileModel> = {}): Promise<AudioFileModel> {
  return AudioFileModel.create(
    {
      digest: makeDigest(),
      pcmDigest: makeDigest(),
      size: 69_120_044,
      format: 'wav',
      codec: 'pcm_s24le',
      sampleRate: 48_000,
      channels: 2,
      bitDepth: 24,
      sampleFormat: 'int',
      frames: 11_520_000,
      duration: 240,
      integratedLufs: -14.2,
      truePeakDbtp: -1,
      silenceHeadFrames: 0,
      silenceTailFrames: 480,
      ...overrides,
    },
    { transaction },
  );
}

/** Makes a commit without stems. */
export async function makeCommit({ transaction, ...overrides }: Overrides<CommitModel> = {}): Promise<CommitModel> {
  const repoId = overrides.repoId ?? (await makeRepository({ transaction })).id;
  return CommitModel.create(
    { digest: makeDigest(), generation: 1, authorId: null, authorName: 'somebody', ...overrides, repoId },
    { transaction },
  );
}

/** Makes a stem; in the transaction that made its commit, since a commit takes no stem later. */
export async function makeStem({
  transaction,
  ...overrides
}: Overrides<StemModel> & { commitId: string }): Promise<StemModel> {
  const audioDigest = overrides.audioDigest ?? (await makeAudioFile({ transaction })).digest;
  const id = randomUUID();
  return StemModel.create(
    {
      id,
      trackId: randomUUID(),
      stemType: 'drums',
      name: `Drums ${id}`,
      position: 0,
      fileUrl: `/stems/${id}/audio`,
      duration: 240,
      fileSize: 69_120_044,
      ...overrides,
      audioDigest,
    },
    { transaction },
  );
}

export async function makeBranch({ transaction, ...overrides }: Overrides<BranchModel> = {}): Promise<BranchModel> {
  const repoId = overrides.repoId ?? (await makeRepository({ transaction })).id;
  const headCommitId = overrides.headCommitId ?? (await makeCommit({ repoId, transaction })).id;
  return BranchModel.create({ name: 'main', ...overrides, repoId, headCommitId }, { transaction });
}

export function makeBranchMove({
  transaction,
  ...overrides
}: Overrides<BranchMoveModel> & { repoId: string }): Promise<BranchMoveModel> {
  return BranchMoveModel.create(
    {
      branchName: 'main',
      fromCommitId: null,
      toCommitId: null,
      actorId: null,
      actorName: 'somebody',
      reason: 'create',
      ...overrides,
    },
    { transaction },
  );
}
