import { createHash, randomUUID } from 'node:crypto';
import { type CommitContent, formatCommitContent } from '@beatflow/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestAudio, makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

/** A version as somebody without a connection makes it: everything is known before the server is asked. */
async function makeOffline(user: TestUser, changes: Partial<CommitContent> = {}) {
  const content: CommitContent = {
    parentDigest: null,
    mergeParentDigest: null,
    authorName: user.username,
    message: 'Written on the train',
    bpm: 92.5,
    keySignature: 'Am',
    generationParams: null,
    createdAt: '2026-03-04T05:06:07.089Z',
    stems: [
      {
        trackId: randomUUID(),
        name: 'Bass',
        stemType: 'bass',
        audioDigest: await makeTestAudio(user),
        gainDb: -2,
        pan: 0.5,
        muted: false,
        generationParams: null,
      },
    ],
    ...changes,
  };
  const digest = createHash('sha256').update(formatCommitContent(content)).digest('hex');
  const { message, bpm, keySignature, createdAt, stems } = content;
  return { content, digest, input: { message, bpm, keySignature, stems, offline: { createdAt, digest } } };
}

const place = (repository: { id: string }, head: { id: string } | null = null, branch = 'main') => {
  return { repositoryId: repository.id, branch, expectedHead: head?.id ?? null };
};

test('a version made offline arrives with the digest, the time and the tracks that it was made with', async () => {
  const repository = await makeTestRepository(ana);
  const first = await makeOffline(ana);
  const pushed = await ana.api.commit.create.mutate({ ...place(repository), ...first.input });
  expect(pushed).toMatchObject({ digest: first.digest, createdAt: first.content.createdAt });
  expect(pushed.stems.map(({ trackId }) => trackId)).toEqual([first.content.stems[0]?.trackId]);

  const second = await makeOffline(ana, { parentDigest: first.digest, message: 'And the way back' });
  const next = await ana.api.commit.create.mutate({ ...place(repository, pushed), ...second.input });
  expect(next).toMatchObject({ digest: second.digest, parentCommitId: pushed.id });
});

test.each([
  ['another author', { authorName: 'somebody' }],
  ['another parent', { parentDigest: 'a'.repeat(64) }],
])('a version whose digest was made with %s is not the one that was announced', async (_, changes) => {
  const repository = await makeTestRepository(ana);
  const { input } = await makeOffline(ana, changes);
  expect(await reasonOf(ana.api.commit.create.mutate({ ...place(repository), ...input }))).toBe('digest-mismatch');
  expect((await ana.api.commit.list.query({ repositoryId: repository.id })).items).toEqual([]);
});

test.each([
  ['the day after tomorrow', new Date(Date.now() + 2 * 86_400_000).toISOString()],
  ['long ago', '1999-12-31T23:59:59.000Z'],
])('a version that says it was made %s is refused', async (_, createdAt) => {
  const { input } = await makeOffline(ana, { createdAt });
  const refused = ana.api.commit.create.mutate({ ...place(await makeTestRepository(ana)), ...input });
  expect(await reasonOf(refused)).toBe('input-invalid');
});

test('a version made offline has to name its tracks and say something', async () => {
  const repository = await makeTestRepository(ana);
  const { input } = await makeOffline(ana);
  const [stem] = input.stems;
  const nameless = { ...input, stems: [{ ...stem!, trackId: undefined }] };
  for (const incomplete of [nameless, { ...input, message: '' }]) {
    const refused = await refusalOf(ana.api.commit.create.mutate({ ...place(repository), ...incomplete }));
    expect(refused).toMatchObject({ reason: 'input-invalid', data: { field: 'offline' } });
  }
});

test('a version that another branch has already is not made twice: the branch moves to it', async () => {
  const repository = await makeTestRepository(ana);
  const head = await makeTestCommit(ana, repository);
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
  const { input } = await makeOffline(ana, { parentDigest: head.digest });
  const onMain = await ana.api.commit.create.mutate({ ...place(repository, head), ...input });
  const onIdea = await ana.api.commit.create.mutate({ ...place(repository, head, 'idea'), ...input });
  expect(onIdea).toEqual(onMain);
});
