import { AudioFileModel, AudioUploadModel } from '@beatflow/db';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sweepUnnamedAudio } from '../ingest/forget-unnamed-audio.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { download, insert, makeNoise, type Noise, punchIn, push, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, refusalOf, type TestUser } from '../testing/test-user.ts';
import { makeTwoEdits, type TwoEdits } from './testing/two-edits.ts';

let app: TestApp;
let ana: TestUser;
let seed = 1000;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

const makeFork = (sides: TwoEdits) => makeTwoEdits(ana, sides);

const freshNoise = (frames = 60_000): Noise => makeNoise(frames, seed++);

describe('edits of both sides in different places of one stem', () => {
  const cases = [
    ['16-bit WAV', {}],
    ['24-bit WAV', { bitDepth: 24 }],
    ['16-bit AIFF', { container: 'aiff' }],
    ['24-bit AIFF', { bitDepth: 24, container: 'aiff' }],
  ] as const;

  test.each(cases)('are both in the result, frame for frame, as %s', async (_name, format) => {
    const base = freshNoise();
    const ours = insert(base, 5000, 4800);
    const theirs = punchIn(base, 40_000, 44_000);
    const { preview, run } = await makeFork({
      base: writeSound(base, format),
      ours: writeSound(ours, format),
      theirs: writeSound(theirs, format),
    });
    const seen = await preview();
    expect(seen.conflicts).toEqual([]);
    const merged = await run();
    expect(merged.stems[0]?.audioDigest).toBe(seen.tracks[0]?.audioDigest);
    const bytes = await download(ana, merged.stems[0]!);
    expect(bytes.equals(writeSound(insert(theirs, 5000, 4800), format))).toBe(true);
    expect(merged.stems[0]?.audio).toMatchObject({
      frames: 64_800,
      bitDepth: 'bitDepth' in format ? format.bitDepth : 16,
      format: 'container' in format ? format.container : 'wav',
    });
    const peaks = await ana.fetch(`/stems/${merged.stems[0]?.id}/peaks`);
    expect(peaks.status).toBe(200);
  });

  test('can be heard before they are merged, from the stems of the two sides', async () => {
    const base = freshNoise();
    const sides = { ours: insert(base, 5000, 4800), theirs: punchIn(base, 40_000, 44_000) };
    const fork = await makeFork({
      base: writeSound(base),
      ours: writeSound(sides.ours),
      theirs: writeSound(sides.theirs),
    });
    const [track] = (await fork.preview()).tracks;
    expect(track).toMatchObject({
      from: 'spliced',
      oursStemId: fork.mine.stems[0]?.id,
      theirsStemId: fork.other.stems[0]?.id,
    });
    const heard = track?.segments?.flatMap(({ from, startFrame, frames }) =>
      sides[from].slice(startFrame, startFrame + frames),
    );
    expect(heard).toEqual(insert(sides.theirs, 5000, 4800));
  });

  test('are planned once, and looking at them leaves nothing behind', async () => {
    const base = freshNoise();
    const { preview } = await makeFork({
      base: writeSound(base),
      ours: writeSound(punchIn(base, 1000, 5000)),
      theirs: writeSound(punchIn(base, 30_000, 34_000)),
    });
    const files = await AudioFileModel.count();
    const run = vi.spyOn(app.services.ingest.pool, 'run');
    const [one, two] = await Promise.all([preview(), preview()]);
    expect(one).toEqual(two);
    expect(await preview()).toEqual(one);
    // The pool also has what the server does on its own, such as comparing what was pushed.
    expect(run.mock.calls.filter(([kind]) => kind === 'splice')).toHaveLength(1);
    run.mockRestore();
    expect(await AudioFileModel.count()).toBe(files);
    const { tracks } = one;
    expect(await app.services.store.find({ digest: tracks[0]?.audioDigest ?? '', part: 'original' })).toBeNull();
  });

  test('belong to who merged them, and outlive a sweep', async () => {
    const base = freshNoise();
    const { run } = await makeFork({
      base: writeSound(base),
      ours: writeSound(punchIn(base, 1000, 5000)),
      theirs: writeSound(punchIn(base, 30_000, 34_000)),
    });
    const [stem] = (await run()).stems;
    const { audioDigest = '' } = stem ?? {};
    expect(await AudioUploadModel.count({ where: { audioDigest, userId: ana.id } })).toBe(1);
    await sweepUnnamedAudio({ ...app.services, playback: app.services.ingest.playback });
    expect((await download(ana, stem!)).length).toBeGreaterThan(100_000);
  });

  test('that are made for a merge which is then refused are swept away', async () => {
    const base = freshNoise();
    const fork = await makeFork({
      base: writeSound(base),
      ours: writeSound(punchIn(base, 1000, 5000)),
      theirs: writeSound(punchIn(base, 30_000, 34_000)),
    });
    const [track] = (await fork.preview()).tracks;
    const digest = track?.audioDigest ?? '';
    const reset = (to: { id: string }, head: { id: string }) =>
      ana.api.branch.reset.mutate({ repositoryId: fork.repository.id, name: 'idea', to: to.id, expectedHead: head.id });
    // Theirs moves while the sound is being made: only the transaction that writes the version can see it.
    const { pool } = app.services.ingest;
    const run = pool.run.bind(pool);
    const moving = vi.spyOn(pool, 'run').mockImplementation(async (kind, job, options) => {
      const result = await run(kind, job, options);
      if (kind === 'analyze') await reset(fork.first, fork.other);
      return result;
    });
    expect(await refusalOf(fork.run())).toMatchObject({ reason: 'branch-moved' });
    moving.mockRestore();
    expect(await AudioFileModel.count({ where: { digest } })).toBe(1);
    expect(await AudioUploadModel.count({ where: { audioDigest: digest } })).toBe(0);
    await sweepUnnamedAudio({ ...app.services, playback: app.services.ingest.playback });
    expect(await AudioFileModel.count({ where: { digest } })).toBe(0);
    expect(await app.services.store.find({ digest, part: 'original' })).toBeNull();
    await reset(fork.other, fork.first);
    expect((await fork.run()).stems[0]?.audioDigest).toBe(digest);
  });
});

describe('another file of the same sound', () => {
  test('gives way to an edit, also where no frames could be spliced', async () => {
    const base = freshNoise(20_000);
    const theirs = writeSound(punchIn(base, 0, 20_000));
    const { other, preview } = await makeFork({
      base: writeSound(base),
      ours: writeSound(base, { tail: 'x' }),
      theirs,
    });
    const { conflicts, tracks } = await preview();
    expect(conflicts).toEqual([]);
    expect(tracks[0]).toMatchObject({ audioDigest: other.stems[0]?.audioDigest, from: 'theirs' });
  });
});

describe('sounds that cannot be brought together', () => {
  const base = makeNoise(20_000, 5);
  const edits = { ours: punchIn(base, 1000, 3000, 6), theirs: punchIn(base, 10_000, 12_000, 7) };
  const files = { base: writeSound(base), ours: writeSound(edits.ours) };
  const cases: [string, TwoEdits, string][] = [
    [
      'at one place',
      { ...files, theirs: writeSound(punchIn(base, 2000, 4000, 8)) },
      'Both sides edited the same place of this sound.',
    ],
    [
      'of different sample rates',
      { ...files, theirs: writeSound(edits.theirs, { sampleRate: 44_100 }) },
      'The two versions have different sample rates.',
    ],
    [
      'of different bit depths',
      { ...files, theirs: writeSound(edits.theirs, { bitDepth: 24 }) },
      'The two versions have different bit depths.',
    ],
  ];
  test.each(cases)('are a conflict that says why: %s', async (_name, sides, reason) => {
    const fork = await makeFork(sides);
    const conflict = { field: 'audioDigest', reason, base: fork.first.stems[0]?.audioDigest };
    expect((await fork.preview()).conflicts).toMatchObject([conflict]);
    const refused = await refusalOf(fork.run());
    expect(refused).toMatchObject({ reason: 'merge-conflict', data: { conflicts: [conflict] } });
    expect(refused.message).toContain('changed the recording of “vocals”.');
  });
});

test('a revert undoes an edit in the middle of a sound, and keeps the one that came after it', async () => {
  const repository = await makeTestRepository(ana);
  const base = freshNoise();
  const details = { repository, message: 'a take' };
  const first = await push(ana, { ...details, stems: { vocals: writeSound(base) } });
  const second = await push(ana, { ...details, onto: first, stems: { vocals: writeSound(punchIn(base, 1000, 5000)) } });
  const both = punchIn(punchIn(base, 1000, 5000), 30_000, 34_000, 5);
  const third = await push(ana, { ...details, onto: second, stems: { vocals: writeSound(both) } });
  const target = { repositoryId: repository.id, branch: 'main', expectedHead: third.id };
  const reverted = await ana.api.commit.revert.mutate({ ...target, commit: second.id });
  const bytes = await download(ana, reverted.stems[0]!);
  expect(bytes.equals(writeSound(punchIn(base, 30_000, 34_000, 5)))).toBe(true);
});
