import { randomUUID } from 'node:crypto';
import { AudioComparisonModel } from '@beatflow/db';
import type { CommitResponse } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { insert, makeNoise, punchIn, push, writeSound } from '../testing/test-sound.ts';
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

const trackOf = (commit: CommitResponse, at = 0) => commit.stems[at]!.trackId;

describe('the history of a track', () => {
  /** Drums that are added, left alone, made softer, changed on a branch, merged, removed. */
  async function makeSong() {
    const repository = await makeTestRepository(ana);
    const repositoryId = repository.id;
    const bass = await makeTestStem(ana, { name: 'bass' });
    const drums = await makeTestStem(ana, { name: 'drums' });
    const base = await makeTestCommit(ana, repository, { stems: [bass], message: 'bass' });
    const added = await makeTestCommit(ana, repository, { expectedHead: base.id, stems: [bass, drums] });
    const alone = await makeTestCommit(ana, repository, { expectedHead: added.id, stems: [bass, drums], bpm: 99 });
    await ana.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
    const softer = [bass, { ...drums, gainDb: -3 }];
    const soft = await makeTestCommit(ana, repository, { expectedHead: alone.id, stems: softer, bpm: 99 });
    const panned = [bass, { ...drums, pan: 1 }];
    const pan = await makeTestCommit(ana, repository, {
      branch: 'idea',
      expectedHead: alone.id,
      stems: panned,
      bpm: 99,
    });
    const merged = await ana.api.merge.run.mutate({
      repositoryId,
      branch: 'main',
      theirs: 'idea',
      expectedOurs: soft.id,
      expectedTheirs: pan.id,
    });
    const removed = await makeTestCommit(ana, repository, { expectedHead: merged.id, stems: [bass], bpm: 99 });
    return { repositoryId, trackId: trackOf(added, 1), base, added, alone, soft, pan, merged, removed };
  }

  test('has every version in which it changed, newest first, and where it ended', async () => {
    const { repositoryId, trackId, added, soft, pan, merged, removed } = await makeSong();
    const { items, nextCursor } = await ana.api.track.history.query({ repositoryId, trackId });
    const ids = items.map(({ commit }) => commit.id);
    expect(ids[0]).toBe(removed.id);
    expect(items[0]?.stem).toBeNull();
    expect(ids[1]).toBe(merged.id);
    expect(new Set(ids.slice(2, 4))).toEqual(new Set([soft.id, pan.id]));
    expect(ids.slice(4)).toEqual([added.id]);
    expect(items[1]?.stem).toMatchObject({ name: 'drums', gainDb: -3, pan: 1, id: merged.stems[1]?.id });
    expect(nextCursor).toBeNull();
  });

  test('shows of a ref what the ref reaches', async () => {
    const { repositoryId, trackId, added, pan } = await makeSong();
    const { items } = await ana.api.track.history.query({ repositoryId, trackId, ref: 'idea' });
    expect(items.map(({ commit }) => commit.id)).toEqual([pan.id, added.id]);
  });

  test('comes in pages that stay put when the branch moves', async () => {
    const { repositoryId, trackId, removed } = await makeSong();
    const whole = (await ana.api.track.history.query({ repositoryId, trackId })).items.map(({ commit }) => commit.id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ana.api.track.history.query>> = await ana.api.track.history.query({
        repositoryId,
        trackId,
        limit: 2,
        cursor,
      });
      seen.push(...page.items.map(({ commit }) => commit.id));
      if (!cursor) await makeTestCommit(ana, { id: repositoryId }, { expectedHead: removed.id });
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(whole);
  });

  test('is not found for a track that is not there, or a cursor of another song', async () => {
    const { repositoryId, trackId } = await makeSong();
    const other = await makeSong();
    const ask = (input: object) => ana.api.track.history.query({ repositoryId, trackId, ...input });
    expect(await reasonOf(ask({ trackId: randomUUID() }))).toBe('not-found');
    expect(await reasonOf(ask({ trackId: other.trackId }))).toBe('not-found');
    expect(await reasonOf(ask({ ref: 'nowhere' }))).toBe('not-found');
    const { nextCursor } = await ana.api.track.history.query({
      repositoryId: other.repositoryId,
      trackId: other.trackId,
      limit: 1,
    });
    expect(await reasonOf(ask({ cursor: nextCursor }))).toBe('input-invalid');
    const empty = await makeTestRepository(ana);
    expect(await refusalOf(ask({ repositoryId: empty.id }))).toMatchObject({
      reason: 'not-found',
      message: 'This song has no version yet.',
    });
  });
});

describe('blame', () => {
  const noise = makeNoise(60_000, 21);

  /** Ana sings, Ben punches in on a branch, Ana inserts a bar, Ben's is merged, Ana turns it down. */
  async function makeSong() {
    const repository = await makeTestRepository(ana);
    const repositoryId = repository.id;
    await ana.api.collaborator.add.mutate({ repositoryId, username: ben.username, role: 'writer' });
    const first = await push(ana, { repository, stems: { vocals: writeSound(noise) }, message: 'a take' });
    await ben.api.branch.create.mutate({ repositoryId, name: 'ben', from: 'main' });
    const punched = await push(ben, {
      repository,
      branch: 'ben',
      onto: first,
      stems: { vocals: writeSound(punchIn(noise, 40_000, 44_000)) },
      message: 'better words',
    });
    const longer = await push(ana, {
      repository,
      onto: first,
      stems: { vocals: writeSound(insert(noise, 10_000, 5000)) },
      message: 'one more bar',
    });
    const merged = await ana.api.merge.run.mutate({
      repositoryId,
      branch: 'main',
      theirs: 'ben',
      expectedOurs: longer.id,
      expectedTheirs: punched.id,
    });
    return { repositoryId, trackId: trackOf(first), first, punched, longer, merged };
  }

  test('names for each frame the version that brought it in, across insertions and merges', async () => {
    const { repositoryId, trackId, first, punched, longer, merged } = await makeSong();
    const blame = await ana.api.track.blame.query({ repositoryId, trackId });
    expect(blame).toMatchObject({ frames: 65_000, sampleRate: 48_000, stemId: merged.stems[0]?.id });
    expect(blame.ranges).toEqual([
      { startFrame: 0, endFrame: 10_000, commitId: first.id },
      { startFrame: 10_000, endFrame: 15_000, commitId: longer.id },
      { startFrame: 15_000, endFrame: 45_000, commitId: first.id },
      { startFrame: 45_000, endFrame: 49_000, commitId: punched.id },
      { startFrame: 49_000, endFrame: 65_000, commitId: first.id },
    ]);
    expect(blame.commits.map(({ id, authorName }) => [id, authorName])).toEqual([
      [first.id, ana.username],
      [longer.id, ana.username],
      [punched.id, ben.username],
    ]);
  });

  test('is read from what was found out when each version was pushed, or found out when it was not', async () => {
    const { repositoryId, trackId } = await makeSong();
    await app.services.sound.settle();
    const run = vi.spyOn(app.services.ingest.pool, 'run');
    const ready = await ana.api.track.blame.query({ repositoryId, trackId });
    expect(run).not.toHaveBeenCalled();
    await AudioComparisonModel.destroy({ where: {}, truncate: true });
    run.mockRestore();
    expect(await ana.api.track.blame.query({ repositoryId, trackId })).toEqual(ready);
    // What nobody had compared is compared now, for whoever asks more of it.
    await app.services.sound.settle();
    expect(await AudioComparisonModel.count()).toBeGreaterThan(0);
  });

  test('of a version that only moved the fader is the earlier one’s', async () => {
    const { repositoryId, trackId, first } = await makeSong();
    const [stem] = first.stems;
    await ana.api.branch.create.mutate({ repositoryId, name: 'mix', from: first.id });
    const stems = [{ name: stem!.name, stemType: stem!.stemType, audioDigest: stem!.audioDigest, gainDb: -6 }];
    await ana.api.commit.create.mutate({ repositoryId, branch: 'mix', expectedHead: first.id, stems });
    const { ranges } = await ana.api.track.blame.query({ repositoryId, trackId, ref: 'mix' });
    expect(ranges).toEqual([{ startFrame: 0, endFrame: 60_000, commitId: first.id }]);
  });

  test('of a stranger’s song, or of a track that is not there, finds nothing', async () => {
    const { repositoryId, trackId } = await makeSong();
    const visitor = makeTestClient(app);
    expect(await reasonOf(visitor.api.track.blame.query({ repositoryId, trackId }))).toBe('not-found');
    expect(await reasonOf(visitor.api.track.history.query({ repositoryId, trackId }))).toBe('not-found');
    const refused = await refusalOf(ana.api.track.blame.query({ repositoryId, trackId: randomUUID() }));
    expect(refused.message).toBe('There is no such track in this version of the song.');
  });
});
