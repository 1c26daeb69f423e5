import { BranchMoveModel, CommitModel } from '@beatflow/db';
import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { expect } from 'vitest';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../../testing/test-song.ts';
import type { TestUser } from '../../testing/test-user.ts';

type Details = Parameters<typeof makeTestCommit>[2];
type RunInput = Parameters<TestUser['api']['merge']['run']['mutate']>[0];

export interface Fork {
  repository: RepositoryResponse;
  base: CommitResponse;
  ours: CommitResponse;
  theirs: CommitResponse;
}

/**
 * Two lines of work from one version:
 *
 *   base ─ ours     main
 *       \
 *        theirs     idea
 */
export async function makeFork(
  ana: TestUser,
  base: Details = {},
  ours: Details = {},
  theirs: Details = {},
): Promise<Fork> {
  const repository = await makeTestRepository(ana);
  const stems = base?.stems ?? [await makeTestStem(ana, { name: 'drums' })];
  const baseCommit = await makeTestCommit(ana, repository, { stems, bpm: 120, ...base });
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
  const onto = { stems, bpm: 120, expectedHead: baseCommit.id };
  const oursCommit = await makeTestCommit(ana, repository, { ...onto, keySignature: 'Am', ...ours });
  const theirsCommit = await makeTestCommit(ana, repository, {
    ...onto,
    branch: 'idea',
    generationParams: { seed: 1 },
    ...theirs,
  });
  return { repository, base: baseCommit, ours: oursCommit, theirs: theirsCommit };
}

/** Merges `idea` into `main`, unless told, as somebody who saw these heads. */
export function runMergeAs(
  user: TestUser,
  { repository, ours, theirs }: { repository: { id: string }; ours: { id: string }; theirs: { id: string } },
  more: Partial<RunInput> = {},
): Promise<CommitResponse> {
  const heads = { expectedOurs: ours.id, expectedTheirs: theirs.id };
  return user.api.merge.run.mutate({ repositoryId: repository.id, branch: 'main', theirs: 'idea', ...heads, ...more });
}

/** What merging `idea` into `main`, unless told, would give. */
export function previewMergeAs(
  user: TestUser,
  { repository }: { repository: { id: string } },
  ours = 'main',
  theirs = 'idea',
): ReturnType<TestUser['api']['merge']['preview']['query']> {
  return user.api.merge.preview.query({ repositoryId: repository.id, ours, theirs });
}

/** Nothing but the commits that were there, and no merge on record. */
export async function expectNothingWritten(repository: { id: string }, commits: number): Promise<void> {
  expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(commits);
  expect(await BranchMoveModel.count({ where: { repoId: repository.id, reason: 'merge' } })).toBe(0);
}
