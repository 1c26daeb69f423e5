import { createHash } from 'node:crypto';
import { BranchModel, BranchMoveModel, CommitModel } from '@beatflow/db';
import { formatCommitContent } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toStemContent } from '../commit/stem-content.ts';
import { createSecondApp, createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestAudio, makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';
import { expectNothingWritten, type Fork, makeFork, previewMergeAs, runMergeAs } from './testing/two-lines.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

type RunInput = Parameters<TestUser['api']['merge']['run']['mutate']>[0];

function preview(fork: Pick<Fork, 'repository'>, ours?: string, theirs?: string, user = ana) {
  return previewMergeAs(user, fork, ours, theirs);
}

function run(fork: Parameters<typeof runMergeAs>[1], more?: Partial<RunInput>, user = ana) {
  return runMergeAs(user, fork, more);
}

describe('a merge without conflict', () => {
  test('is previewed as it will be, made as a commit with two parents, and leaves a record', async () => {
    const stems = [await makeTestStem(ana, { name: 'drums' }), await makeTestStem(ana, { name: 'bass' })];
    const changed = [stems[0]!, { ...stems[1]!, gainDb: -2 }];
    const added = [...stems, await makeTestStem(ana, { name: 'pad' })];
    const fork = await makeFork(ana, { stems }, { stems: changed }, { stems: added, bpm: 90 });
    const { repository, base, ours, theirs } = fork;

    const seen = await preview(fork);
    expect(seen).toMatchObject({ kind: 'merge', mergeBaseId: base.id, oursId: ours.id, theirsId: theirs.id });
    expect(seen).toMatchObject({ bpm: 90, keySignature: 'Am', conflicts: [] });
    expect(seen.tracks.map(({ name, from, gainDb }) => [name, from, gainDb])).toEqual([
      ['drums', 'base', 0],
      ['bass', 'base', -2],
      ['pad', 'theirs', 0],
    ]);
    expect(seen.tracks[2]).toMatchObject({ oursStemId: null, theirsStemId: theirs.stems[2]?.id });
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(3);

    const merged = await run(fork);
    expect(merged).toMatchObject({ parentCommitId: ours.id, mergeParentCommitId: theirs.id, bpm: 90 });
    expect(merged.message).toBe('Merge idea into main');
    expect(merged.stems.map(({ trackId }) => trackId)).toEqual(seen.tracks.map(({ trackId }) => trackId));
    expect((await CommitModel.findByPk(merged.id))?.generation).toBe(3);
    const move = await BranchMoveModel.findOne({ where: { toCommitId: merged.id } });
    expect(move).toMatchObject({ branchName: 'main', fromCommitId: ours.id, reason: 'merge' });

    const { message, bpm, keySignature, generationParams, createdAt, authorName } = merged;
    const content = formatCommitContent({
      message,
      bpm,
      keySignature,
      generationParams,
      createdAt,
      authorName,
      parentDigest: ours.digest,
      mergeParentDigest: theirs.digest,
      stems: merged.stems.map(toStemContent),
    });
    expect(merged.digest).toBe(createHash('sha256').update(content).digest('hex'));
    expect(await preview(fork)).toMatchObject({ kind: 'up-to-date' });
  });

  test('is a move of the branch where that is enough, unless a commit is wanted', async () => {
    const repository = await makeTestRepository(ana);
    const ours = await makeTestCommit(ana, repository);
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'other', from: 'main' });
    const theirs = await makeTestCommit(ana, repository, { branch: 'idea', expectedHead: ours.id, bpm: 99 });
    expect(await preview({ repository })).toMatchObject({ kind: 'fast-forward', bpm: 99, conflicts: [] });

    const made = await run(
      { repository, ours, theirs },
      { branch: 'other', fastForward: false, message: 'on purpose' },
    );
    expect(made).toMatchObject({ parentCommitId: ours.id, mergeParentCommitId: theirs.id, message: 'on purpose' });

    const moved = await run({ repository, ours, theirs });
    expect(moved).toEqual(theirs);
    const branch = await BranchModel.findOne({ where: { repoId: repository.id, name: 'main' } });
    expect(branch?.headCommitId).toBe(theirs.id);
  });

  test('of unrelated histories takes everything, and says that there is no base', async () => {
    const fork = await makeFork(ana);
    const lone = await CommitModel.create({
      repoId: fork.repository.id,
      digest: 'f'.repeat(64),
      generation: 1,
      authorId: null,
      authorName: 'somebody',
      bpm: 120,
      keySignature: 'Am',
    });
    const seen = await preview(fork, 'main', lone.id);
    expect(seen).toMatchObject({ kind: 'merge', mergeBaseId: null, conflicts: [] });
    const merged = await run({ ...fork, theirs: { ...fork.theirs, id: lone.id } }, { theirs: lone.id });
    expect(merged.mergeParentCommitId).toBe(lone.id);
    expect(merged.message).toBe('Merge fffffff into main');
  });

  test('uses every merge base of a criss-cross', async () => {
    //   base ─ a ── left ─ l2    main      bpm 120, then 90 on idea; both took the other's change
    //        \   ╳
    //         b ── right ─ r2    idea
    const { repository, ours, theirs } = await makeFork(ana, {}, {}, { bpm: 90 });
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'older-main', from: 'main' });
    const left = await run({ repository, ours, theirs });
    const right = await run({ repository, ours: theirs, theirs: ours }, { branch: 'idea', theirs: 'older-main' });
    const stems = [await makeTestStem(ana, { name: 'drums' })];
    const both = { bpm: 90, keySignature: 'Am', generationParams: { seed: 1 } };
    const l2 = await makeTestCommit(ana, repository, { expectedHead: left.id, ...both, stems });
    const kept = right.stems.map(toStemContent);
    const r2 = await makeTestCommit(ana, repository, {
      branch: 'idea',
      expectedHead: right.id,
      ...both,
      keySignature: 'C',
      stems: kept,
    });
    const seen = await preview({ repository });
    expect(seen).toMatchObject({ kind: 'merge', conflicts: [], bpm: 90, keySignature: 'C' });
    expect(seen.tracks[0]?.audioDigest).toBe(stems[0]?.audioDigest);
    expect((await run({ repository, ours: l2, theirs: r2 })).keySignature).toBe('C');
  });

  test('gives the same snapshot whichever process makes it', async () => {
    const second = await createSecondApp(app, {});
    try {
      const stems = [await makeTestStem(ana, { name: 'drums' })];
      const vocals = [await makeTestStem(ana, { name: 'vocals' }), ...stems];
      const pad = [...stems, await makeTestStem(ana, { name: 'Vocals' })];
      const fork = await makeFork(ana, { stems }, { stems: vocals }, { stems: pad });
      const [here, there] = await Promise.all([
        preview(fork),
        fetch(
          `${second.url}/trpc/merge.preview?input=${encodeURIComponent(JSON.stringify({ repositoryId: fork.repository.id, ours: 'main', theirs: 'idea' }))}`,
          { headers: { cookie: ana.cookie ?? '' } },
        ).then((res) => res.json() as Promise<{ result: { data: unknown } }>),
      ]);
      expect(there.result.data).toEqual(JSON.parse(JSON.stringify(here)));
      expect(new Set(here.tracks.map(({ name }) => name.toLowerCase())).size).toBe(3);
      expect(await preview(fork)).toEqual(here);
    } finally {
      await second.close();
    }
  });
});

describe('a conflict', () => {
  const tempos = () => makeFork(ana, {}, { bpm: 122 }, { bpm: 127.5 });

  test('names the field and the three values, and nothing is written', async () => {
    const fork = await tempos();
    const conflict = { trackId: null, field: 'bpm', base: 120, ours: 122, theirs: 127.5 };
    expect((await preview(fork)).conflicts).toEqual([conflict]);
    const refused = await refusalOf(run(fork));
    expect(refused).toMatchObject({ reason: 'merge-conflict', status: 409, data: { conflicts: [conflict] } });
    expect(refused.message).toBe('Both sides changed the tempo. Please choose for each; nothing was changed.');
    await expectNothingWritten(fork.repository, 3);
  });

  test('is over when it was answered', async () => {
    const fork = await tempos();
    const resolutions = [{ trackId: null, field: 'bpm', choice: 'theirs' as const }];
    const input = { repositoryId: fork.repository.id, ours: 'main', theirs: 'idea', resolutions };
    expect(await ana.api.merge.preview.query(input)).toMatchObject({ bpm: 127.5, conflicts: [] });
    expect(await run(fork, { resolutions })).toMatchObject({ bpm: 127.5, keySignature: 'Am' });
  });

  test('cannot be answered by both tempos', async () => {
    const fork = await tempos();
    const refused = await refusalOf(run(fork, { resolutions: [{ trackId: null, field: 'bpm', choice: 'both' }] }));
    expect(refused).toMatchObject({ reason: 'resolution-invalid', status: 400 });
    await expectNothingWritten(fork.repository, 3);
  });

  test('of one removed and one changed track can be answered either way', async () => {
    const stems = [await makeTestStem(ana, { name: 'drums' }), await makeTestStem(ana, { name: 'bass' })];
    const fork = await makeFork(
      ana,
      { stems },
      { stems: [stems[0]!] },
      { stems: [stems[0]!, { ...stems[1]!, pan: 1 }] },
    );
    const trackId = fork.base.stems[1]!.trackId;
    const { conflicts } = await preview(fork);
    expect(conflicts).toMatchObject([{ trackId, field: 'track', ours: null, theirs: { name: 'bass', pan: 1 } }]);
    const merged = await run(fork, { resolutions: [{ trackId, field: 'track', choice: 'theirs' }] });
    expect(merged.stems.map(({ name }) => name)).toEqual(['drums', 'bass']);
  });

  describe('of two sounds', () => {
    const clash = async () => {
      const stem = async () => [await makeTestStem(ana, { name: 'drums' })];
      return makeFork(ana, { stems: await stem() }, { stems: await stem() }, { stems: await stem() });
    };

    test('says why they could not be brought together', async () => {
      const fork = await clash();
      const { conflicts } = await preview(fork);
      expect(conflicts).toMatchObject([{ field: 'audioDigest', ours: fork.ours.stems[0]?.audioDigest }]);
      expect(conflicts[0]?.reason).toBe('The sounds of the two versions could not be read.');
    });

    test('can be answered by both: theirs becomes a track that says where it comes from', async () => {
      const fork = await clash();
      const [drums] = fork.base.stems;
      const merged = await run(fork, {
        resolutions: [{ trackId: drums!.trackId, field: 'audioDigest', choice: 'both' }],
      });
      expect(merged.stems.map(({ name }) => name)).toEqual(['drums', 'drums (idea)']);
      expect(merged.stems.map(({ audioDigest }) => audioDigest)).toEqual([
        fork.ours.stems[0]?.audioDigest,
        fork.theirs.stems[0]?.audioDigest,
      ]);
    });

    test('can be answered by a new file, which must be the caller’s to name', async () => {
      const fork = await clash();
      const { trackId } = fork.base.stems[0]!;
      const answer = (audioDigest: string) => ({
        resolutions: [{ trackId, field: 'audioDigest', choice: { audioDigest } }],
      });
      expect(await reasonOf(run(fork, answer(await makeTestAudio(ben))))).toBe('audio-missing');
      expect(await reasonOf(run(fork, answer('0'.repeat(64))))).toBe('audio-missing');
      await expectNothingWritten(fork.repository, 3);
      const audioDigest = await makeTestAudio(ana);
      const resolutions = answer(audioDigest).resolutions;
      const input = { repositoryId: fork.repository.id, ours: 'main', theirs: 'idea', resolutions };
      expect((await ana.api.merge.preview.query(input)).tracks[0]).toMatchObject({ from: 'new', audioDigest });
      expect((await run(fork, answer(audioDigest))).stems[0]?.audioDigest).toBe(audioDigest);
    });
  });
});
