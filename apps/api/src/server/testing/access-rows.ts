import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AccessTokenModel, BranchModel, SessionModel } from '@beatflow/db';
import { makeBranch, makeCommit, makeDigest, makeUser } from '@beatflow/db/testing';
import { makeWav } from '../../bytes/testing/make-wav.ts';
import { makeTestAudio } from '../../testing/test-song.ts';
import { type TestClient, type TestUser, testPassword } from '../../testing/test-user.ts';
import { owning, reading, ruling, type SongRow, writing } from './access-row.ts';
import type { Stage } from './access-stage.ts';
import { refRows } from './ref-rows.ts';

interface AccountRow {
  anonymous: number;
  user: number;
  run(client: TestClient | TestUser): Promise<unknown>;
}

/** Two lines of work from the first version, written past the API: what is tried is what comes after them. */
async function makeTwoLines({ repositoryId, commitId }: Stage) {
  const parent = { repoId: repositoryId, parentCommitId: commitId, generation: 2 };
  const main = await makeCommit({ ...parent, bpm: 120 });
  const idea = await makeCommit({ ...parent, keySignature: 'Am' });
  await BranchModel.update({ headCommitId: main.id }, { where: { repoId: repositoryId, name: 'main' } });
  await makeBranch({ repoId: repositoryId, name: 'line-of-idea', headCommitId: idea.id });
  return { main: main.id, idea: idea.id };
}

function postJson(client: TestClient, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return client.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

const idOf = (client: TestClient | TestUser) => ('id' in client ? client.id : randomUUID());

/** Procedures and routes that concern one repository. What is in brackets tells rows of one procedure apart. */
export const songRows: Record<string, SongRow> = {
  'repository.get': {
    ...reading,
    run: ({ api }, { name }) => api.repository.get.query({ owner: 'owner', name }),
  },
  'repository.update': {
    ...ruling,
    run: ({ api }, { repositoryId }) => api.repository.update.mutate({ repositoryId, description: 'slower' }),
  },
  'repository.update (visibility)': {
    ...owning,
    run: async ({ api }, { repositoryId, name }, { owner }) => {
      const { isPublic } = await owner.api.repository.get.query({ owner: 'owner', name });
      return api.repository.update.mutate({ repositoryId, isPublic: !isPublic });
    },
  },
  'repository.delete': {
    ...owning,
    run: ({ api }, { repositoryId, name }) => api.repository.delete.mutate({ repositoryId, confirmName: name }),
  },
  'repository.fork': {
    private: [401, 404, 200, 200, 200, 409],
    public: [401, 200, 200, 200, 200, 409],
    run: async ({ api }, { repositoryId }) => {
      const fork = await api.repository.fork.mutate({ repositoryId });
      return api.repository.delete.mutate({ repositoryId: fork.id, confirmName: fork.name });
    },
  },
  'repository.upstream': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.repository.upstream.query({ repositoryId }),
  },
  'repository.usage': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.repository.usage.query({ repositoryId }),
  },
  'repository.fetch': {
    ...writing,
    run: ({ api }, { repositoryId }) => api.repository.fetch.mutate({ repositoryId, fromRepositoryId: repositoryId }),
  },
  'collaborator.list': {
    private: [401, 404, 200, 200, 200, 200],
    public: [401, 403, 200, 200, 200, 200],
    run: ({ api }, { repositoryId }) => api.collaborator.list.query({ repositoryId }),
  },
  'collaborator.add': {
    ...ruling,
    run: async ({ api }, { repositoryId }) => {
      const { username } = await makeUser();
      return api.collaborator.add.mutate({ repositoryId, username, role: 'reader' });
    },
  },
  'collaborator.setRole': {
    ...ruling,
    run: ({ api }, { repositoryId, guestId }) =>
      api.collaborator.setRole.mutate({ repositoryId, userId: guestId, role: 'writer' }),
  },
  'collaborator.remove': {
    ...ruling,
    run: ({ api }, { repositoryId, guestId }) => api.collaborator.remove.mutate({ repositoryId, userId: guestId }),
  },
  'collaborator.remove (oneself)': {
    private: [401, 404, 200, 200, 200, 404],
    public: [401, 404, 200, 200, 200, 404],
    run: (client, { repositoryId }) => client.api.collaborator.remove.mutate({ repositoryId, userId: idOf(client) }),
  },
  ...refRows,
  'commit.get': {
    ...reading,
    run: ({ api }, { repositoryId, commitId }) => api.commit.get.query({ repositoryId, ref: commitId }),
  },
  'commit.list': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.commit.list.query({ repositoryId }),
  },
  'commit.create': {
    ...writing,
    run: async (client, { repositoryId, commitId }) => {
      const audioDigest = 'id' in client ? await makeTestAudio(client) : makeDigest();
      const stems = [{ name: 'bass', stemType: 'bass' as const, audioDigest }];
      return client.api.commit.create.mutate({ repositoryId, branch: 'main', expectedHead: commitId, stems });
    },
  },
  'commit.compare': {
    ...reading,
    run: ({ api }, { repositoryId, commitId }) =>
      api.commit.compare.query({ repositoryId, before: commitId, after: 'main' }),
  },
  'commit.revert': {
    ...writing,
    run: ({ api }, { repositoryId, commitId }) =>
      api.commit.revert.mutate({ repositoryId, branch: 'main', expectedHead: commitId, commit: commitId }),
  },
  'commit.previewRevert': {
    ...reading,
    run: ({ api }, { repositoryId, commitId }) =>
      api.commit.previewRevert.query({ repositoryId, branch: 'main', commit: commitId }),
  },
  'commit.previewCherryPick': {
    ...reading,
    run: ({ api }, { repositoryId, commitId }) =>
      api.commit.previewCherryPick.query({ repositoryId, branch: 'main', commit: commitId }),
  },
  'commit.cherryPick': {
    ...writing,
    run: async (client, stage) => {
      const { main, idea } = await makeTwoLines(stage);
      const target = { repositoryId: stage.repositoryId, branch: 'main', expectedHead: main };
      return client.api.commit.cherryPick.mutate({ ...target, commit: idea });
    },
  },
  'commit.restore': {
    ...writing,
    run: async (client, stage) => {
      const { main } = await makeTwoLines(stage);
      const target = { repositoryId: stage.repositoryId, branch: 'main', expectedHead: main };
      return client.api.commit.restore.mutate({ ...target, commit: stage.commitId });
    },
  },
  'merge.preview': {
    ...reading,
    run: ({ api }, { repositoryId, commitId }) =>
      api.merge.preview.query({ repositoryId, ours: 'main', theirs: commitId }),
  },
  'merge.run': {
    ...writing,
    run: async (client, stage) => {
      const { main, idea } = await makeTwoLines(stage);
      const heads = { expectedOurs: main, expectedTheirs: idea };
      return client.api.merge.run.mutate({
        repositoryId: stage.repositoryId,
        branch: 'main',
        theirs: 'line-of-idea',
        ...heads,
      });
    },
  },
  'track.history': {
    ...reading,
    run: ({ api }, { repositoryId, trackId }) => api.track.history.query({ repositoryId, trackId }),
  },
  'track.blame': {
    ...reading,
    run: ({ api }, { repositoryId, trackId }) => api.track.blame.query({ repositoryId, trackId }),
  },
  'HEAD /audio/:sha256': {
    private: [401, 404, 200, 200, 200, 200],
    public: [401, 200, 200, 200, 200, 200],
    run: (client, { audioDigest }) => client.fetch(`/audio/${audioDigest}`, { method: 'HEAD' }),
  },
  'GET /stems/:stemId/audio': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/audio`),
  },
  'GET /stems/:stemId/chunks': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/chunks`),
  },
  'GET /stems/:stemId/peaks': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/peaks`),
  },
  'GET /stems/:stemId/pieces/:index': {
    ...reading,
    run: (client, { stemId }) => client.fetch(`/stems/${stemId}/pieces/0`),
  },
  'GET /commits/:commitId/archive': {
    ...reading,
    run: (client, { commitId }) => client.fetch(`/commits/${commitId}/archive`),
  },
};

const forAll = { anonymous: 200, user: 200 };
const forUsers = { anonymous: 401, user: 200 };

/** Procedures and routes that concern no particular repository. */
export const accountRows: Record<string, AccountRow> = {
  'account.signUp': {
    ...forAll,
    run: ({ api }) => {
      const username = `new-${randomBytes(4).toString('hex')}`;
      return api.account.signUp.mutate({ username, email: `${username}@example.com`, password: testPassword });
    },
  },
  'account.signIn': {
    ...forAll,
    run: async (client) => {
      const login = 'username' in client ? client.username : 'nobody-at-all';
      if ('username' in client) return client.api.account.signIn.mutate({ login, password: testPassword });
      // A visitor may ask, and is told that the name or the password is wrong.
      return client.api.account.signIn.mutate({ login, password: testPassword }).catch(() => null);
    },
  },
  'account.signOut': { ...forAll, run: ({ api }) => api.account.signOut.mutate() },
  'account.signOutEverywhere': { ...forUsers, run: ({ api }) => api.account.signOutEverywhere.mutate() },
  'account.me': { ...forAll, run: ({ api }) => api.account.me.query() },
  'account.changePassword': {
    ...forUsers,
    run: ({ api }) =>
      api.account.changePassword.mutate({ currentPassword: testPassword, newPassword: 'an even longer one' }),
  },
  'account.listSessions': { ...forUsers, run: ({ api }) => api.account.listSessions.query() },
  'account.revokeSession': {
    ...forUsers,
    run: async (client) => {
      const session = { userId: idOf(client), tokenHash: makeDigest(), expiresAt: new Date(Date.now() + 60_000) };
      const { id } = 'id' in client ? await SessionModel.create(session) : { id: randomUUID() };
      return client.api.account.revokeSession.mutate({ sessionId: id });
    },
  },
  'account.revokeSession (of somebody else)': {
    anonymous: 401,
    user: 404,
    run: async ({ api }) => {
      const { id: userId } = await makeUser();
      const session = { userId, tokenHash: makeDigest(), expiresAt: new Date(Date.now() + 60_000) };
      const { id } = await SessionModel.create(session);
      return api.account.revokeSession.mutate({ sessionId: id });
    },
  },
  'account.createToken': { ...forUsers, run: ({ api }) => api.account.createToken.mutate({ name: 'laptop' }) },
  'account.listTokens': { ...forUsers, run: ({ api }) => api.account.listTokens.query() },
  'account.revokeToken': {
    ...forUsers,
    run: async (client) => {
      const token = { userId: idOf(client), name: 'laptop', tokenHash: makeDigest() };
      const { id } = 'id' in client ? await AccessTokenModel.create(token) : { id: randomUUID() };
      return client.api.account.revokeToken.mutate({ tokenId: id });
    },
  },
  'account.revokeToken (of somebody else)': {
    anonymous: 401,
    user: 404,
    run: async ({ api }) => {
      const { id: userId } = await makeUser();
      const { id } = await AccessTokenModel.create({ userId, name: 'laptop', tokenHash: makeDigest() });
      return api.account.revokeToken.mutate({ tokenId: id });
    },
  },
  'user.get': { ...forAll, run: ({ api }) => api.user.get.query({ username: 'owner' }) },
  'instance.get': { ...forAll, run: ({ api }) => api.instance.get.query() },
  'repository.create': {
    ...forUsers,
    run: ({ api }) => api.repository.create.mutate({ name: `song-${randomBytes(4).toString('hex')}` }),
  },
  'account.usage': { ...forUsers, run: ({ api }) => api.account.usage.query() },
  'repository.list': { ...forAll, run: ({ api }) => api.repository.list.query({}) },
  'repository.list (mine)': { ...forUsers, run: ({ api }) => api.repository.list.query({ scope: 'mine' }) },
  'commit.recent': { ...forUsers, run: ({ api }) => api.commit.recent.query() },
  'PUT /audio/:sha256': {
    anonymous: 401,
    user: 201,
    run: (client) => {
      const bytes = makeWav(4800);
      const digest = createHash('sha256').update(bytes).digest('hex');
      return client.fetch(`/audio/${digest}`, { method: 'PUT', body: new Uint8Array(bytes) });
    },
  },
  'POST /audio/chunks/missing': {
    ...forUsers,
    run: (client) => postJson(client, '/audio/chunks/missing', { chunks: [[makeDigest(), 10]] }),
  },
  'POST /audio/chunks': {
    anonymous: 401,
    user: 201,
    run: (client) => client.fetch('/audio/chunks', { method: 'POST', body: new Uint8Array([1, 0, 0, 0, 7]) }),
  },
  'POST /audio/:sha256/seal': {
    anonymous: 401,
    user: 409,
    run: (client) => postJson(client, `/audio/${makeDigest()}/seal`, { chunks: [[makeDigest(), 10]] }),
  },
  'GET /health': { ...forAll, run: (client) => client.fetch('/health') },
  'GET /metrics': { ...forAll, run: (client) => client.fetch('/metrics') },
};
