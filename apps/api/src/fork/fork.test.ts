import { StemModel } from '@beatflow/db';
import type { RepositoryResponse } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestCommit, makeTestRepository } from '../testing/test-song.ts';
import { makeTestUser, reasonOf, refusalOf, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;
let ben: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
  ben = await makeTestUser(app);
});
afterAll(() => app.close());

/** A song of two versions, with a branch and a tag on the first. */
async function makeSong(isPublic = true) {
  const song = await makeTestRepository(ana, { isPublic });
  const first = await makeTestCommit(ana, song, { message: 'first' });
  const second = await makeTestCommit(ana, song, { expectedHead: first.id, message: 'second' });
  await ana.api.branch.create.mutate({ repositoryId: song.id, name: 'idea', from: first.id });
  await ana.api.tag.create.mutate({ repositoryId: song.id, name: 'v1', at: first.id });
  return { song, first, second };
}

const log = async (user: TestUser, { id }: { id: string }, ref?: string) =>
  (await user.api.commit.list.query({ repositoryId: id, ref })).items;

const push = async (user: TestUser, repository: RepositoryResponse) =>
  makeTestCommit(user, repository, { expectedHead: (await log(user, repository))[0]!.id });

describe('a fork', () => {
  test('has the whole history, with ids of its own and the digests of the original', async () => {
    const { song, first, second } = await makeSong();
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    expect(fork).toMatchObject({ ownerId: ben.id, name: song.name, isPublic: true, forkedFromId: song.id });
    const copies = await log(ben, fork);
    expect(copies.map(({ digest }) => digest)).toEqual([second.digest, first.digest]);
    expect(copies[0]?.id).not.toBe(second.id);
    expect(copies[0]?.parentCommitId).toBe(copies[1]?.id);
    const copy = await ben.api.commit.get.query({ repositoryId: fork.id, ref: 'v1' });
    expect(copy.stems).toMatchObject(
      first.stems.map(({ trackId, name, audioDigest }) => ({ trackId, name, audioDigest })),
    );
    expect(copy.stems[0]?.fileUrl).toBe(`/stems/${copy.stems[0]?.id}/audio`);
    expect((await log(ben, fork, 'idea'))[0]?.digest).toBe(first.digest);
    const { items } = await ben.api.branch.moves.query({ repositoryId: fork.id });
    expect(items.map(({ reason, actorName }) => [reason, actorName])).toEqual(Array(2).fill(['fork', ben.username]));
  });

  test('goes its own way, and lets its audio be named by its owner', async () => {
    const { song } = await makeSong();
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    await push(ben, fork);
    expect(await log(ben, fork)).toHaveLength(3);
    expect(await log(ana, song)).toHaveLength(2);
  });

  test('stays when the original goes', async () => {
    const { song } = await makeSong();
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    await ana.api.repository.delete.mutate({ repositoryId: song.id, confirmName: song.name });
    const [head] = await log(ben, fork);
    expect(await StemModel.count({ where: { commitId: head!.id } })).toBe(1);
    expect(await ben.api.repository.upstream.query({ repositoryId: fork.id })).toBeNull();
  });

  test('of an empty song is an empty song', async () => {
    const song = await makeTestRepository(ana, { isPublic: true });
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    expect(fork.head).toBeNull();
  });

  test('takes another name where the caller has a song of this name already', async () => {
    const { song } = await makeSong();
    expect(await reasonOf(ana.api.repository.fork.mutate({ repositoryId: song.id }))).toBe('name-taken');
    const fork = await ana.api.repository.fork.mutate({ repositoryId: song.id, name: `${song.name}-2` });
    expect(fork.name).toBe(`${song.name}-2`);
  });
});

describe('a fork of a private song', () => {
  test('is for those who may read it, and stays private', async () => {
    const { song } = await makeSong(false);
    expect(await reasonOf(ben.api.repository.fork.mutate({ repositoryId: song.id }))).toBe('not-found');
    const member = { repositoryId: song.id, username: ben.username, role: 'reader' as const };
    await ana.api.collaborator.add.mutate(member);
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    expect(fork.isPublic).toBe(false);
    const refused = await refusalOf(ben.api.repository.update.mutate({ repositoryId: fork.id, isPublic: true }));
    expect(refused).toMatchObject({ reason: 'forbidden', message: expect.stringContaining('stays private') });

    const copy = await ben.api.repository.fork.mutate({ repositoryId: fork.id, name: 'a-copy-of-the-copy' });
    const show = () => reasonOf(ben.api.repository.update.mutate({ repositoryId: copy.id, isPublic: true }));
    expect(await show()).toBe('forbidden');
    await ben.api.repository.delete.mutate({ repositoryId: fork.id, confirmName: fork.name });
    expect(await show()).toBe('forbidden');
  });
});

describe('a fork and its original', () => {
  test('know how far they are apart, and bring over what is missing once', async () => {
    const { song } = await makeSong();
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    const upstream = () => ben.api.repository.upstream.query({ repositoryId: fork.id });
    expect(await upstream()).toMatchObject({ ownerUsername: ana.username, name: song.name, ahead: 0, behind: 0 });
    await push(ben, fork);
    const third = await push(ana, song);
    const fourth = await push(ana, song);
    expect(await upstream()).toMatchObject({ ahead: 1, behind: 2 });

    const fetch = { repositoryId: fork.id, fromRepositoryId: song.id };
    const fetched = await ben.api.repository.fetch.mutate(fetch);
    expect(fetched).toMatchObject({ branch: 'main', fetched: 2 });
    const arrived = await log(ben, fork, fetched.headCommitId);
    expect(arrived.slice(0, 2).map(({ digest }) => digest)).toEqual([fourth.digest, third.digest]);
    expect(await log(ben, fork)).toHaveLength(3);
    expect(await ben.api.repository.fetch.mutate(fetch)).toEqual({ ...fetched, fetched: 0 });
    await ben.api.repository.fetch.mutate({ ...fetch, branch: 'idea' });
    // Fetched is not merged.
    expect(await upstream()).toMatchObject({ ahead: 1, behind: 2 });
    const { head } = await ben.api.repository.get.query({ owner: ben.username, name: fork.name });
    const heads = { expectedOurs: head!.id, expectedTheirs: fetched.headCommitId };
    const merge = { repositoryId: fork.id, branch: 'main', theirs: fetched.headCommitId, ...heads };
    const sides = { repositoryId: fork.id, ours: 'main', theirs: fetched.headCommitId };
    const { conflicts } = await ben.api.merge.preview.query(sides);
    const resolutions = conflicts.map(({ trackId, field }) => ({ trackId, field, choice: 'ours' as const }));
    await ben.api.merge.run.mutate({ ...merge, resolutions });
    expect(await upstream()).toMatchObject({ ahead: 2, behind: 0 });
    await push(ana, song);
    expect(await upstream()).toMatchObject({ ahead: 2, behind: 1 });
    const { head: theirs } = await ana.api.repository.get.query({ owner: ana.username, name: song.name });
    const back = { repositoryId: song.id, name: 'main', to: third.id, expectedHead: theirs!.id };
    await ana.api.branch.reset.mutate(back);
    expect(await upstream()).toMatchObject({ ahead: 3, behind: 0 });
  });

  test('know how far they are apart when one of them has no version yet', async () => {
    const song = await makeTestRepository(ana, { isPublic: true });
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    const upstream = () => ben.api.repository.upstream.query({ repositoryId: fork.id });
    expect(await upstream()).toMatchObject({ ahead: 0, behind: 0 });
    await makeTestCommit(ana, song);
    expect(await upstream()).toMatchObject({ ahead: 0, behind: 1 });
    const other = await makeTestRepository(ana, { isPublic: true });
    const first = await ben.api.repository.fork.mutate({ repositoryId: other.id, name: 'first' });
    await makeTestCommit(ben, first);
    expect(await ben.api.repository.upstream.query({ repositoryId: first.id })).toMatchObject({ ahead: 1, behind: 0 });
  });

  test('say what they miss of a branch that is not there', async () => {
    const { song } = await makeSong();
    const fork = await ben.api.repository.fork.mutate({ repositoryId: song.id });
    const fetch = { repositoryId: fork.id, fromRepositoryId: song.id, branch: 'nothing' };
    expect(await reasonOf(ben.api.repository.fetch.mutate(fetch))).toBe('not-found');
  });
});
