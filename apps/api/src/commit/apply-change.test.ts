import { randomUUID } from 'node:crypto';
import { BranchMoveModel, CommitModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

/** Three versions on `main`: drums and bass; the bass softer; a pad as well. */
async function makeLine() {
  const repository = await makeTestRepository(ana);
  const [drums, bass] = [await makeTestStem(ana, { name: 'drums' }), await makeTestStem(ana, { name: 'bass' })];
  const softer = { ...bass, gainDb: -4 };
  const pad = await makeTestStem(ana, { name: 'pad' });
  const first = await makeTestCommit(ana, repository, { stems: [drums, bass], bpm: 120 });
  const second = await makeTestCommit(ana, repository, {
    expectedHead: first.id,
    stems: [drums, softer],
    bpm: 120,
    message: 'softer bass',
  });
  const third = await makeTestCommit(ana, repository, {
    expectedHead: second.id,
    stems: [drums, softer, pad],
    bpm: 120,
    message: 'a pad',
  });
  const target = { repositoryId: repository.id, branch: 'main', expectedHead: third.id };
  return { repository, first, second, third, target };
}

const gains = ({ stems }: { stems: { name: string; gainDb: number }[] }) =>
  stems.map(({ name, gainDb }) => [name, gainDb]);

async function expectMoved(toCommitId: string, reason: string) {
  expect(await BranchMoveModel.findOne({ where: { toCommitId } })).toMatchObject({ branchName: 'main', reason });
}

describe('a revert', () => {
  test('undoes one version and keeps what came after it', async () => {
    const { second, third, target } = await makeLine();
    const reverted = await ana.api.commit.revert.mutate({ ...target, commit: second.id });
    expect(reverted).toMatchObject({ parentCommitId: third.id, mergeParentCommitId: null });
    expect(reverted.message).toBe('Revert “softer bass”');
    expect(gains(reverted)).toEqual([
      ['drums', 0],
      ['bass', 0],
      ['pad', 0],
    ]);
    await expectMoved(reverted.id, 'revert');
  });

  test('of the first version takes its stems away, unless they were changed since', async () => {
    const { repository, first, third, target } = await makeLine();
    const refused = await refusalOf(ana.api.commit.revert.mutate({ ...target, commit: first.id }));
    expect(refused.reason).toBe('merge-conflict');
    const trackId = first.stems[1]!.trackId;
    expect(refused.data).toMatchObject({ conflicts: [{ trackId, field: 'track', theirs: null }] });
    expect(refused.message).toContain('(removed on one side)');
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(3);
    const resolutions = [{ trackId, field: 'track', choice: 'ours' as const }];
    const reverted = await ana.api.commit.revert.mutate({ ...target, commit: first.id, resolutions });
    expect(reverted.stems.map(({ name }) => name)).toEqual(['bass', 'pad']);
    expect(reverted.parentCommitId).toBe(third.id);
  });

  test('of what is not there any more changes nothing, and is refused', async () => {
    const { second, target } = await makeLine();
    const reverted = await ana.api.commit.revert.mutate({ ...target, commit: second.id });
    const again = ana.api.commit.revert.mutate({ ...target, expectedHead: reverted.id, commit: second.id });
    expect(await reasonOf(again)).toBe('merge-nothing');
  });
});

describe('a cherry-pick', () => {
  async function makeIdea() {
    const line = await makeLine();
    const { repository, first, third } = line;
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: first.id });
    const [drums, bass] = first.stems;
    const idea = await makeTestCommit(ana, repository, {
      branch: 'idea',
      expectedHead: first.id,
      stems: [{ ...drums!, pan: 0.5 }, { ...bass!, muted: true }, await makeTestStem(ana, { name: 'choir' })],
      bpm: 99,
      message: 'an idea',
    });
    return { ...line, idea, third };
  }

  test('does again what a version changed elsewhere', async () => {
    const { target, idea, third } = await makeIdea();
    const picked = await ana.api.commit.cherryPick.mutate({ ...target, commit: idea.id });
    expect(picked).toMatchObject({ parentCommitId: third.id, mergeParentCommitId: null, message: 'an idea', bpm: 99 });
    const mixes = new Map(picked.stems.map(({ name, pan, muted, gainDb }) => [name, { pan, muted, gainDb }]));
    expect(Object.fromEntries(mixes)).toEqual({
      drums: { pan: 0.5, muted: false, gainDb: 0 },
      bass: { pan: 0, muted: true, gainDb: -4 },
      choir: { pan: 0, muted: false, gainDb: 0 },
      pad: { pan: 0, muted: false, gainDb: 0 },
    });
    await expectMoved(picked.id, 'cherry-pick');
  });

  test('of single tracks leaves the others, and the tempo, alone', async () => {
    const { target, idea } = await makeIdea();
    const trackIds = [idea.stems[0]!.trackId];
    const picked = await ana.api.commit.cherryPick.mutate({
      ...target,
      commit: idea.id,
      trackIds,
      message: 'drums only',
    });
    expect(picked).toMatchObject({ message: 'drums only', bpm: 120 });
    expect(picked.stems.map(({ name, pan, muted }) => [name, pan, muted])).toEqual([
      ['drums', 0.5, false],
      ['bass', 0, false],
      ['pad', 0, false],
    ]);
  });

  test('of a track that the version does not have is refused', async () => {
    const { target, idea } = await makeIdea();
    const refused = await refusalOf(
      ana.api.commit.cherryPick.mutate({ ...target, commit: idea.id, trackIds: [randomUUID()] }),
    );
    expect(refused).toMatchObject({
      reason: 'track-unknown',
      status: 400,
      message: 'This version does not have the track.',
    });
  });

  test('of what is there already is refused', async () => {
    const { target, second } = await makeLine();
    expect(await reasonOf(ana.api.commit.cherryPick.mutate({ ...target, commit: second.id }))).toBe('merge-nothing');
  });
});

describe('a restored version', () => {
  test('is a new one that holds what the old one held', async () => {
    const { first, third, target } = await makeLine();
    const restored = await ana.api.commit.restore.mutate({ ...target, commit: first.digest.slice(0, 10) });
    expect(restored).toMatchObject({ parentCommitId: third.id, message: `Restore “${first.message}”`, bpm: 120 });
    expect(gains(restored)).toEqual(gains(first));
    expect(restored.stems.map(({ trackId }) => trackId)).toEqual(first.stems.map(({ trackId }) => trackId));
    await expectMoved(restored.id, 'restore');
    const again = ana.api.commit.restore.mutate({ ...target, expectedHead: restored.id, commit: first.id });
    expect(await reasonOf(again)).toBe('merge-nothing');
  });
});

describe.each(['revert', 'cherryPick', 'restore'] as const)('%s', (procedure) => {
  test('is refused when the branch has moved, and tells the head of now', async () => {
    const { repository, first, second, third, target } = await makeLine();
    const late = ana.api.commit[procedure].mutate({ ...target, expectedHead: second.id, commit: first.id });
    expect(await refusalOf(late)).toMatchObject({
      reason: 'branch-moved',
      data: { branch: 'main', head: { id: third.id } },
    });
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(3);
  });

  test('of another song’s version, or on a branch that there is not, finds nothing', async () => {
    const { target, first } = await makeLine();
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    expect(await reasonOf(ana.api.commit[procedure].mutate({ ...target, commit: other.id }))).toBe('not-found');
    const nowhere = ana.api.commit[procedure].mutate({ ...target, branch: 'nowhere', commit: first.id });
    expect((await refusalOf(nowhere)).message).toContain('no branch called “nowhere”');
  });
});
