import { createHash, randomUUID } from 'node:crypto';
import { BranchModel, BranchMoveModel, CommitModel, RepositoryModel } from '@beatflow/db';
import { formatCommitContent } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestAudio, makeTestCommit, makeTestRepository, makeTestStem } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';
import { toStemContent } from './stem-content.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

describe('the first version', () => {
  test('makes the branch that it names, and that is the default branch', async () => {
    const repository = await makeTestRepository(ana);
    const commit = await makeTestCommit(ana, repository, { branch: 'sketch', message: 'first take', bpm: 127.5 });
    expect(commit).toMatchObject({ message: 'first take', bpm: 127.5, parentCommitId: null, authorName: ana.username });
    const { defaultBranch, head } = await ana.api.repository.get.query({ owner: ana.username, name: repository.name });
    expect(defaultBranch).toBe('sketch');
    expect(head).toMatchObject({ id: commit.id, stemCount: 1, bpm: 127.5 });
  });

  test('may have no stem at all', async () => {
    const commit = await makeTestCommit(ana, await makeTestRepository(ana), { stems: [] });
    expect(commit.stems).toEqual([]);
  });

  test('carries the facts of its audio', async () => {
    const { stems } = await makeTestCommit(ana, await makeTestRepository(ana));
    expect(stems[0]).toMatchObject({
      position: 0,
      duration: 240,
      gainDb: 0,
      muted: false,
      audio: { format: 'wav', sampleRate: 48_000, frames: 11_520_000, integratedLufs: -14.2 },
    });
    expect(stems[0]?.fileUrl).toBe(`/stems/${stems[0]?.id}/audio`);
  });

  test('has the digest that anybody can compute from what it answers', async () => {
    const params = { prompt: 'warm pad', steps: [1, 2.5], seed: null };
    const first = await makeTestCommit(ana, await makeTestRepository(ana), {
      generationParams: params,
      keySignature: 'f# minor',
    });
    const { message, bpm, keySignature, generationParams, createdAt, authorName } = first;
    const stems = first.stems.map(toStemContent);
    const details = { message, bpm, keySignature, generationParams, createdAt, authorName };
    const content = formatCommitContent({ ...details, parentDigest: null, mergeParentDigest: null, stems });
    expect(keySignature).toBe('F#m');
    expect(first.digest).toBe(createHash('sha256').update(content).digest('hex'));
  });
});

describe('the next version', () => {
  test('continues the tracks of its parent by name, in any case, and begins new ones', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository, { stems: [await makeTestStem(ana, { name: 'Lead Vox' })] });
    const stems = [await makeTestStem(ana, { name: 'lead vox' }), await makeTestStem(ana, { name: 'pad' })];
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, stems });
    expect(second.parentCommitId).toBe(first.id);
    expect(second.stems[0]?.trackId).toBe(first.stems[0]?.trackId);
    expect(second.stems[1]?.trackId).not.toBe(first.stems[0]?.trackId);
  });

  test('keeps a track through a rename, and gives its old name to a new track', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository, { stems: [await makeTestStem(ana, { name: 'bass' })] });
    const trackId = first.stems[0]?.trackId;
    const stems = [await makeTestStem(ana, { name: 'bass' }), await makeTestStem(ana, { name: 'bass DI', trackId })];
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, stems });
    expect(second.stems[1]?.trackId).toBe(trackId);
    expect(second.stems[0]?.trackId).not.toBe(trackId);
  });

  test('may bring a track back that an earlier version had', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, stems: [] });
    const trackId = first.stems[0]?.trackId;
    const stems = [await makeTestStem(ana, { trackId })];
    const third = await makeTestCommit(ana, repository, { expectedHead: second.id, stems });
    expect(third.stems[0]?.trackId).toBe(trackId);
  });

  test('lists its repository first', async () => {
    const older = await makeTestRepository(ana);
    const newer = await makeTestRepository(ana);
    await makeTestCommit(ana, older);
    const { items } = await ana.api.repository.list.query({ scope: 'mine', limit: 2 });
    expect(items.map(({ id }) => id)).toEqual([older.id, newer.id]);
  });

  test('says what changed when its message is empty', async () => {
    const repository = await makeTestRepository(ana);
    const drums = await makeTestStem(ana, { name: 'drums' });
    const first = await makeTestCommit(ana, repository, { stems: [drums], message: ' ' });
    expect(first.message).toBe('First version: drums');
    const stems = [{ ...drums, audioDigest: await makeTestAudio(ana) }, await makeTestStem(ana, { name: 'bass' })];
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, stems, bpm: 90 });
    expect(second.message).toBe('drums: replaced · bass: added · tempo 90 bpm');
  });

  test('is refused when it is exactly what is there', async () => {
    const repository = await makeTestRepository(ana);
    const stems = [await makeTestStem(ana, { generationParams: { b: 1, a: [2] } })];
    const first = await makeTestCommit(ana, repository, { stems, bpm: 120 });
    const same = [{ ...stems[0]!, generationParams: { a: [2], b: 1 } }];
    const again = makeTestCommit(ana, repository, { expectedHead: first.id, stems: same, bpm: 120, message: 'again' });
    expect(await reasonOf(again)).toBe('commit-unchanged');
  });
});

describe('a branch that has moved', () => {
  test('refuses, tells the head of now, and nothing has changed', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id, message: 'new bass' });
    const refused = await refusalOf(makeTestCommit(ana, repository, { expectedHead: first.id, message: 'late' }));
    expect(refused).toMatchObject({
      reason: 'branch-moved',
      status: 409,
      data: { branch: 'main', head: { id: second.id, message: 'new bass', authorName: ana.username } },
    });
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(2);
  });

  test('lets exactly one of many simultaneous writers win', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const stems = await Promise.all(Array.from({ length: 12 }, () => makeTestStem(ana)));
    const attempts = await Promise.allSettled(
      stems.map((stem) => makeTestCommit(ana, repository, { expectedHead: first.id, stems: [stem] })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(2);
    expect(await BranchMoveModel.count({ where: { repoId: repository.id } })).toBe(2);
  });

  test('lets exactly one of two first versions win', async () => {
    const repository = await makeTestRepository(ana);
    const attempts = await Promise.allSettled([makeTestCommit(ana, repository), makeTestCommit(ana, repository)]);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await BranchModel.count({ where: { repoId: repository.id } })).toBe(1);
  });

  test('refuses a first version where there is one, and a head where there is none', async () => {
    const repository = await makeTestRepository(ana);
    expect(await reasonOf(makeTestCommit(ana, repository, { expectedHead: randomUUID() }))).toBe('not-found');
    await makeTestCommit(ana, repository);
    expect(await reasonOf(makeTestCommit(ana, repository))).toBe('branch-moved');
    expect(await reasonOf(makeTestCommit(ana, repository, { branch: 'other' }))).toBe('not-found');
  });

  test('keeps a record of every move', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const second = await makeTestCommit(ana, repository, { expectedHead: first.id });
    const moves = await BranchMoveModel.findAll({ where: { repoId: repository.id }, order: ['id'] });
    expect(moves.map(({ fromCommitId, toCommitId, reason }) => ({ fromCommitId, toCommitId, reason }))).toEqual([
      { fromCommitId: null, toCommitId: first.id, reason: 'create' },
      { fromCommitId: first.id, toCommitId: second.id, reason: 'push' },
    ]);
  });
});

describe('audio that a version names', () => {
  test('has to be the caller’s own, or readable for them', async () => {
    const repository = await makeTestRepository(ana);
    const hidden = await makeTestCommit(ben, await makeTestRepository(ben), {
      stems: [await makeTestStem(ben, { name: 'secret' })],
    });
    const stems = [await makeTestStem(ana, { name: 'stolen', audioDigest: hidden.stems[0]!.audioDigest })];
    const refused = await refusalOf(makeTestCommit(ana, repository, { stems }));
    expect(refused).toMatchObject({ reason: 'audio-missing', status: 400, data: { stems: [{ name: 'stolen' }] } });
    expect(refused.message).toContain('“stolen”');
    expect(await RepositoryModel.count({ where: { id: repository.id } })).toBe(1);
    expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(0);
  });

  test('may come from a public song, or from one that the caller collaborates on', async () => {
    const open = await makeTestCommit(ben, await makeTestRepository(ben, { isPublic: true }));
    const shared = await makeTestRepository(ben);
    await ben.api.collaborator.add.mutate({ repositoryId: shared.id, username: ana.username, role: 'reader' });
    const sharedCommit = await makeTestCommit(ben, shared);
    const stems = [
      await makeTestStem(ana, { name: 'one', audioDigest: open.stems[0]!.audioDigest }),
      await makeTestStem(ana, { name: 'two', audioDigest: sharedCommit.stems[0]!.audioDigest }),
    ];
    const commit = await makeTestCommit(ana, await makeTestRepository(ana), { stems });
    expect(commit.stems).toHaveLength(2);
  });

  test('may be the same for two stems', async () => {
    const audioDigest = await makeTestAudio(ana);
    const stems = [
      await makeTestStem(ana, { name: 'left', audioDigest }),
      await makeTestStem(ana, { name: 'right', audioDigest }),
    ];
    expect((await makeTestCommit(ana, await makeTestRepository(ana), { stems })).stems).toHaveLength(2);
  });
});

describe('stems of one version', () => {
  test.each([
    ['in any case', 'Bass', 'bass'],
    ['however an accent is encoded', 'Caf\u00e9', 'Cafe\u0301'],
  ])('cannot have one name, %s', async (_how, one, other) => {
    const stems = [await makeTestStem(ana, { name: one }), await makeTestStem(ana, { name: other })];
    const refused = await refusalOf(makeTestCommit(ana, await makeTestRepository(ana), { stems }));
    expect(refused.status).toBe(400);
    expect(refused.message).toBe('Two stems of one version may not have the same name.');
  });

  test('cannot be one track', async () => {
    const repository = await makeTestRepository(ana);
    const first = await makeTestCommit(ana, repository);
    const trackId = first.stems[0]!.trackId;
    const stems = [await makeTestStem(ana, { name: 'a', trackId }), await makeTestStem(ana, { name: 'b', trackId })];
    expect(await reasonOf(makeTestCommit(ana, repository, { expectedHead: first.id, stems }))).toBe('track-repeated');
  });

  test('cannot name a track of another repository', async () => {
    const other = await makeTestCommit(ana, await makeTestRepository(ana));
    const stems = [await makeTestStem(ana, { trackId: other.stems[0]!.trackId })];
    expect(await reasonOf(makeTestCommit(ana, await makeTestRepository(ana), { stems }))).toBe('track-unknown');
  });

  test('are at most 256, and 256 are fine', async () => {
    const audioDigest = await makeTestAudio(ana);
    const stems = Array.from({ length: 257 }, (_, index) => ({
      name: `stem ${index}`,
      stemType: 'other' as const,
      audioDigest,
    }));
    const repository = await makeTestRepository(ana);
    const refused = await refusalOf(makeTestCommit(ana, repository, { stems }));
    expect(refused).toMatchObject({ reason: 'input-invalid', message: 'A version has at most 256 stems.' });
    expect((await makeTestCommit(ana, repository, { stems: stems.slice(1) })).stems).toHaveLength(256);
  });
});

test('a failing database leaves no half version behind', async () => {
  const repository = await makeTestRepository(ana);
  const { sequelize } = app.services.database;
  await sequelize.query(`ALTER TABLE branch_moves ADD CONSTRAINT broken CHECK (repo_id <> '${repository.id}')`);
  try {
    expect(await reasonOf(makeTestCommit(ana, repository))).toBe('internal');
  } finally {
    await sequelize.query('ALTER TABLE branch_moves DROP CONSTRAINT broken');
  }
  expect(await CommitModel.count({ where: { repoId: repository.id } })).toBe(0);
  expect(await BranchModel.count({ where: { repoId: repository.id } })).toBe(0);
});
