import { AudioComparisonModel, AudioFileModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestAudio, makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { insert, makeNoise, punchIn, push, upload, writeSound } from '../testing/test-sound.ts';
import { makeTestClient, makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

const second = 48_000;
const noise = makeNoise(4 * second, 1);

/** A song of two versions, the second pushed without a message. */
async function makeSong(before: Record<string, Buffer>, after: Record<string, Buffer>) {
  const repository = await makeTestRepository(ana);
  const first = await push(ana, { repository, stems: before });
  await compareAhead(before, after);
  const next = await push(ana, { repository, onto: first, stems: after });
  return { repository, first, next };
}

/** A push waits only so long for the words of its message: that must not depend on how busy this machine is. */
async function compareAhead(before: Record<string, Buffer>, after: Record<string, Buffer>): Promise<void> {
  const find = async (bytes: Buffer) => AudioFileModel.findByPk(await upload(ana, bytes), { rejectOnEmpty: true });
  for (const [name, bytes] of Object.entries(after)) {
    const earlier = before[name];
    if (earlier) await app.services.sound.compare({ before: await find(earlier), after: await find(bytes) });
  }
}

const compare = (repository: { id: string }, before: string, after: string, user: TestUser = ana) =>
  user.api.commit.compare.query({ repositoryId: repository.id, before, after });

describe('the sound of a replaced stem', () => {
  test('is told from its frames, in the answer, in the summary and in the message', async () => {
    const quieter = makeNoise(4 * second, 2).map((value) => 2 * Math.round(value / 4));
    const { repository, first, next } = await makeSong(
      { vocals: writeSound(noise), bass: writeSound(quieter), drums: writeSound(makeNoise(5000, 3)) },
      {
        vocals: writeSound(punchIn(noise, 1.2 * second, 1.7 * second)),
        bass: writeSound(quieter.map((value) => value / 2)),
        drums: writeSound(makeNoise(5000, 3)),
      },
    );
    const answer = await compare(repository, first.id, next.id);
    expect(answer).toMatchObject({ beforeId: first.id, afterId: next.id, mergeBaseId: first.id, ahead: 1, behind: 0 });
    expect(answer.summary).toBe('vocals: 0:01–0:02 edited · bass: −6.0 dB · drums: unchanged');
    expect(next.message).toBe(answer.summary);
    const [vocals, bass, drums] = answer.tracks;
    expect(vocals?.audio).toMatchObject({ kind: 'regions', regions: [{ startFrame: 57_600, endFrame: 81_600 }] });
    expect(bass?.audio).toMatchObject({ kind: 'gain' });
    expect(bass?.audio?.gainDb).toBeCloseTo(-6.02, 1);
    expect(drums).toMatchObject({ change: 'unchanged', fields: [] });
    expect(drums?.audio).toBeUndefined();
    expect(vocals?.after).toMatchObject({ stemId: next.stems[0]?.id, frames: 4 * second, sampleRate: second });
  });

  test('is the same in another container or behind another header, and nothing is read for it', async () => {
    const run = vi.spyOn(app.services.ingest.pool, 'run');
    const { repository, first, next } = await makeSong(
      { drums: writeSound(noise) },
      { drums: writeSound(noise, { container: 'aiff' }) },
    );
    const { tracks, summary } = await compare(repository, first.id, next.id);
    expect(tracks[0]).toMatchObject({ change: 'changed', audio: { kind: 'same', residualDb: -200 } });
    expect(summary).toBe('drums: same sound in another file');
    expect(run.mock.calls.filter(([kind]) => kind === 'compare')).toEqual([]);
    run.mockRestore();
  });

  test('of another sample rate is re-recorded, and the same at another depth is the same', async () => {
    const { repository, first, next } = await makeSong(
      { a: writeSound(noise), b: writeSound(noise) },
      { a: writeSound(noise, { sampleRate: 44_100 }), b: writeSound(noise, { bitDepth: 24 }) },
    );
    const { tracks } = await compare(repository, first.id, next.id);
    expect(tracks.map(({ audio }) => audio?.kind)).toEqual(['re-recorded', 'same']);
  });

  test('is compared once, however many ask at the same time, and known afterwards', async () => {
    const repository = await makeTestRepository(ana);
    const first = await push(ana, { repository, message: 'one', stems: { a: writeSound(makeNoise(second, 7)) } });
    const next = await push(ana, {
      repository,
      onto: first,
      message: 'two',
      stems: { a: writeSound(insert(makeNoise(second, 7), 9000, 4800)) },
    });
    await app.services.sound.settle();
    const [beforeDigest = '', afterDigest = ''] = [first, next].map(({ stems }) => stems[0]?.audioDigest);
    const kept = await AudioComparisonModel.findOne({ where: { beforeDigest, afterDigest } });
    expect(kept?.matches).toEqual([
      [0, 0, 9000],
      [9000, 13_800, 39_000],
    ]);

    await AudioComparisonModel.destroy({ where: { beforeDigest } });
    const run = vi.spyOn(app.services.ingest.pool, 'run');
    const answers = await Promise.all([1, 2, 3].map(() => compare(repository, first.id, next.id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(run).toHaveBeenCalledTimes(1);
    await compare(repository, first.id, next.id);
    expect(run).toHaveBeenCalledTimes(1);
    run.mockRestore();
  });

  test('that cannot be read is said to be so, and the rest is compared all the same', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository, { stems: [await makeTestStem(ana, { name: 'a' })] });
    const stems = [await makeTestStem(ana, { name: 'a' }), await makeTestStem(ana, { name: 'b' })];
    const next = await makeTestCommit(ana, repository, { expectedHead: first.id, stems });
    const { tracks, summary } = await compare(repository, first.id, next.id);
    expect(tracks[0]).toMatchObject({ name: 'a', audioProblem: 'These sounds could not be compared.' });
    expect(summary).toBe('a: replaced · b: added');
  });

  test('that is too long to be compared is said to be so', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const next = await makeTestCommit(ana, repository, { expectedHead: first.id });
    const message = 'This audio is too long to be compared frame by frame.';
    const spy = vi
      .spyOn(app.services.sound, 'compare')
      .mockRejectedValue(new BeatflowError('audio-too-long', {}, message));
    const { tracks } = await compare(repository, first.id, next.id);
    expect(tracks[0]?.audioProblem).toBe(message);
    spy.mockRestore();
  });
});

describe('everything else', () => {
  test('is told field by field', async () => {
    const repository = await makeTestRepository(ana);
    const drums = await makeTestStem(ana, { name: 'drums' });
    const bass = await makeTestStem(ana, { name: 'bass', stemType: 'bass' });
    const first = await makeTestCommit(ana, repository, { stems: [drums, bass], bpm: 120 });
    const trackId = first.stems[1]!.trackId;
    const next = await makeTestCommit(ana, repository, {
      expectedHead: first.id,
      stems: [{ ...bass, trackId, name: 'sub', gainDb: -3 }, drums],
      bpm: 127.5,
      keySignature: 'Am',
    });
    const { fields, tracks, summary } = await compare(repository, first.id, next.id);
    expect(fields).toEqual([
      { field: 'bpm', before: 120, after: 127.5 },
      { field: 'keySignature', before: null, after: 'Am' },
    ]);
    expect(tracks[0]).toMatchObject({ trackId, name: 'sub', change: 'changed' });
    expect(tracks.flatMap((track) => track.fields.map(({ field }) => field)).sort()).toEqual([
      'gainDb',
      'name',
      'position',
    ]);
    expect(summary).toContain('tempo 127.5 bpm · key Am');
    expect((await compare(repository, next.id, next.id)).summary).toBe('Nothing changed');
  });

  test('knows how far two lines of work are apart, from whichever side it is asked', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id });
    const third = await makeTestCommit(ana, repository, { expectedHead: second.id });
    const { stems: _stems, ...idea } = await makeTestCommit(ana, repository, {
      branch: 'idea',
      expectedHead: first.id,
      message: 'Something else',
    });
    const apart = { mergeBaseId: first.id, ahead: 1, behind: 2, aheadCommits: [idea] };
    expect(await compare(repository, 'main', 'idea')).toMatchObject(apart);
    expect((await compare(repository, 'main', 'idea')).behindCommits.map(({ id }) => id)).toEqual([
      third.id,
      second.id,
    ]);
    const back = await compare(repository, 'idea', 'main');
    expect(back).toMatchObject({ mergeBaseId: first.id, ahead: 2, behind: 1, behindCommits: [idea] });
    expect(back.aheadCommits.map(({ id }) => id)).toEqual([third.id, second.id]);
  });
});

describe('what cannot be compared', () => {
  test('is a version that there is not, or that is another song’s', async () => {
    const repository = await makeTestRepository(ana);
    await makeTestCommit(ana, repository);
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    const refused = await refusalOf(compare(repository, 'main', 'nowhere'));
    expect(refused).toMatchObject({ reason: 'not-found', message: expect.stringContaining('“nowhere”') });
    expect(await reasonOf(compare(repository, 'main', other.id))).toBe('not-found');
  });

  test('is another’s private song', async () => {
    const repository = await makeTestRepository(ana);
    await makeTestCommit(ana, repository);
    expect(await reasonOf(compare(repository, 'main', 'main', ben))).toBe('not-found');
    const visitor = makeTestClient(app);
    const input = { repositoryId: repository.id, before: 'main', after: 'main' };
    expect(await reasonOf(visitor.api.commit.compare.query(input))).toBe('not-found');
  });

  test('is audio that the caller may not name: a message tells nothing of it', async () => {
    const compareSound = vi.spyOn(app.services.sound, 'compare');
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository, { stems: [await makeTestStem(ana, { name: 'a' })] });
    const stems = [await makeTestStem(ana, { name: 'a', audioDigest: await makeTestAudio(ben) })];
    const refused = ana.api.commit.create.mutate({
      repositoryId: repository.id,
      branch: 'main',
      expectedHead: first.id,
      stems,
    });
    expect(await reasonOf(refused)).toBe('audio-missing');
    expect(compareSound).not.toHaveBeenCalled();
    compareSound.mockRestore();
  });
});
