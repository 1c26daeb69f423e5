import { randomBytes } from 'node:crypto';
import { AudioUploadModel } from '@beatflow/db';
import { makeAudioFile } from '@beatflow/db/testing';
import type { CommitResponse, RepositoryCreate, RepositoryResponse } from '@beatflow/shared';
import type { Sequelize } from 'sequelize';
import type { TestUser } from './test-user.ts';

/** A stem as `commit.create` takes it. */
export type TestStem = Parameters<TestUser['api']['commit']['create']['mutate']>[0]['stems'][number];

type CommitInput = Parameters<TestUser['api']['commit']['create']['mutate']>[0];

export function makeTestRepository(
  user: TestUser,
  overrides: Partial<RepositoryCreate> = {},
): Promise<RepositoryResponse> {
  return user.api.repository.create.mutate({ name: `song-${randomBytes(6).toString('hex')}`, ...overrides });
}

/** The record of audio that this user has uploaded; there are no bytes behind it. Answers its digest. */
export async function makeTestAudio(user: { id: string }): Promise<string> {
  // At no time is it nobody's: a server that has just started sweeps that away.
  return (AudioUploadModel.sequelize as Sequelize).transaction(async (transaction) => {
    const { digest } = await makeAudioFile({ transaction });
    await AudioUploadModel.create({ userId: user.id, audioDigest: digest }, { transaction });
    return digest;
  });
}

/** A stem of fresh audio. */
export async function makeTestStem(user: { id: string }, overrides: Partial<TestStem> = {}): Promise<TestStem> {
  const audioDigest = overrides.audioDigest ?? (await makeTestAudio(user));
  return { name: 'drums', stemType: 'drums', ...overrides, audioDigest };
}

/** A version on `main`, of one fresh drum stem unless told. */
export async function makeTestCommit(
  user: TestUser,
  repository: { id: string },
  overrides: Partial<CommitInput> = {},
): Promise<CommitResponse> {
  const stems = overrides.stems ?? [await makeTestStem(user)];
  const input = { repositoryId: repository.id, branch: 'main', expectedHead: null, ...overrides, stems };
  return user.api.commit.create.mutate(input);
}
