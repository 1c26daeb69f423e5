import { CommitModel } from '@beatflow/db';
import type { CommitResponse } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestAudio, makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { download, makeNoise, punchIn, push, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

/**
 *   first ─ second ─ third    main     another bass; once more another, and a pad
 *        \
 *         idea                idea     other drums and another bass
 */
async function makeSong() {
  const repository = await makeTestRepository(ana, { isPublic: false });
  const drums = await makeTestStem(ana, { name: 'drums' });
  const takeBass = () => makeTestStem(ana, { name: 'bass', stemType: 'bass' });
  const commit = (parent: CommitResponse | null, message: string, stems: Awaited<typeof drums>[], branch = 'main') =>
    makeTestCommit(ana, repository, { branch, expectedHead: parent?.id ?? null, stems, message, bpm: 120 });
  const first = await commit(null, 'first', [drums, await takeBass()]);
  const second = await commit(first, 'second', [drums, await takeBass()]);
  const third = await commit(second, 'third', [drums, await takeBass(), await makeTestStem(ana, { name: 'pad' })]);
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: first.id });
  const otherDrums = { ...drums, audioDigest: await makeTestAudio(ana) };
  const idea = await commit(first, 'idea', [otherDrums, await takeBass()], 'idea');
  return { repository, first, second, third, idea, onMain: { repositoryId: repository.id, branch: 'main' } };
}

const soundsOf = (tracks: readonly { name: string; audioDigest: string; gainDb: number }[]) =>
  tracks.map(({ name, audioDigest, gainDb }) => ({ name, audioDigest, gainDb }));

describe('the preview of a revert', () => {
  test('asks what the revert would ask, names both sides to be heard, and writes nothing', async () => {
    const { repository, first, second, third, onMain } = await makeSong();
    const input = { ...onMain, commit: second.id };
    const preview = await ana.api.commit.previewRevert.query(input);
    expect(preview).toMatchObject({ kind: 'merge', mergeBaseId: second.id, oursId: third.id, theirsId: first.id });
    const refused = await refusalOf(ana.api.commit.revert.mutate({ ...input, expectedHead: third.id }));
    expect(refused.data).toEqual({ conflicts: preview.conflicts });
    expect(preview.conflicts).toMatchObject([{ trackId: first.stems[1]!.trackId, field: 'audioDigest' }]);
    expect(preview.tracks[1]).toMatchObject({
      oursStemId: third.stems[1]!.id,
      theirsStemId: first.stems[1]!.id,
      from: 'ours',
    });
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(4);
  });

  test.each(['ours', 'theirs', 'both', 'file'] as const)('answered with %s tells what will be made', async (answer) => {
    const { second, third, onMain } = await makeSong();
    const { trackId } = second.stems[1]!;
    const choice = answer === 'file' ? { audioDigest: await makeTestAudio(ana) } : answer;
    const input = { ...onMain, commit: second.id, resolutions: [{ trackId, field: 'audioDigest', choice }] };
    const preview = await ana.api.commit.previewRevert.query(input);
    expect(preview.conflicts).toEqual([]);
    if (answer === 'ours') {
      expect(preview.kind).toBe('up-to-date');
      return;
    }
    const made = await ana.api.commit.revert.mutate({ ...input, expectedHead: third.id });
    expect(soundsOf(made.stems)).toEqual(soundsOf(preview.tracks));
  });

  test('of the first version leads to where nothing was', async () => {
    const { first, onMain } = await makeSong();
    const preview = await ana.api.commit.previewRevert.query({ ...onMain, commit: first.id });
    expect(preview).toMatchObject({ mergeBaseId: first.id, theirsId: null });
    expect(preview.conflicts).toMatchObject([{ field: 'track', theirs: null }]);
  });

  test('joins edits of one stem, and tells from which frames it can be heard', async () => {
    const repository = await makeTestRepository(ana);
    const base = makeNoise(60_000, 501);
    const details = { repository, message: 'a take' };
    const edited = punchIn(base, 1000, 5000);
    const first = await push(ana, { ...details, stems: { vocals: writeSound(base) } });
    const second = await push(ana, { ...details, onto: first, stems: { vocals: writeSound(edited) } });
    const later = punchIn(edited, 40_000, 44_000);
    const third = await push(ana, { ...details, onto: second, stems: { vocals: writeSound(later) } });
    const input = { repositoryId: repository.id, branch: 'main', commit: second.id };
    const [track] = (await ana.api.commit.previewRevert.query(input)).tracks;
    expect(track?.from).toBe('spliced');
    const sides = { ours: later, theirs: base };
    const heard = track?.segments?.flatMap(({ from, startFrame, frames }) =>
      sides[from].slice(startFrame, startFrame + frames),
    );
    const made = await ana.api.commit.revert.mutate({ ...input, expectedHead: third.id });
    expect(made.stems[0]?.audioDigest).toBe(track?.audioDigest);
    expect((await download(ana, made.stems[0]!)).equals(writeSound(heard!))).toBe(true);
  });
});

describe('the preview of a cherry-pick', () => {
  test('of a whole commit tells what it will bring and what it asks', async () => {
    const { first, third, idea, onMain } = await makeSong();
    const preview = await ana.api.commit.previewCherryPick.query({ ...onMain, commit: idea.id });
    expect(preview).toMatchObject({ kind: 'merge', mergeBaseId: first.id, oursId: third.id, theirsId: idea.id });
    expect(preview.conflicts).toMatchObject([{ trackId: first.stems[1]!.trackId, field: 'audioDigest' }]);
    expect(preview.tracks.map(({ name, from }) => [name, from])).toEqual([
      ['drums', 'theirs'],
      ['bass', 'ours'],
      ['pad', 'ours'],
    ]);
  });

  test('of single tracks asks about these alone', async () => {
    const { first, third, idea, onMain } = await makeSong();
    const trackIds = [first.stems[0]!.trackId];
    const input = { ...onMain, commit: idea.id, trackIds };
    const preview = await ana.api.commit.previewCherryPick.query(input);
    expect(preview.conflicts).toEqual([]);
    expect(preview.tracks.map(({ name, from }) => [name, from])).toEqual([
      ['drums', 'theirs'],
      ['bass', 'ours'],
      ['pad', 'ours'],
    ]);
    const made = await ana.api.commit.cherryPick.mutate({ ...input, expectedHead: third.id });
    expect(soundsOf(made.stems)).toEqual(soundsOf(preview.tracks));
  });

  test('of what is there already says that nothing would change', async () => {
    const { third, onMain } = await makeSong();
    const preview = await ana.api.commit.previewCherryPick.query({ ...onMain, commit: third.id });
    expect(preview).toMatchObject({ kind: 'up-to-date', conflicts: [] });
  });
});

test.each(['previewRevert', 'previewCherryPick'] as const)(
  '%s finds nothing on a branch that there is not, of another song, or for a stranger',
  async (procedure) => {
    const { first, onMain } = await makeSong();
    const ask = (user: TestUser, more: object) =>
      user.api.commit[procedure].query({ ...onMain, commit: first.id, ...more });
    expect((await refusalOf(ask(ana, { branch: 'nowhere' }))).message).toContain('no branch called “nowhere”');
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    expect(await reasonOf(ask(ana, { commit: other.id }))).toBe('not-found');
    expect(await reasonOf(ask(await makeTestUser(app), {}))).toBe('not-found');
  },
);
