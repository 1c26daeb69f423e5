import { randomBytes, randomUUID } from 'node:crypto';
import { AccessTokenModel, SessionModel } from '@beatflow/db';
import { makeDigest, makeUser } from '@beatflow/db/testing';
import { testPassword } from '../../testing/test-user.ts';
import { type AccountRow, forAll, forUsers, idOf } from './access-row.ts';
import { accountByteRows } from './byte-rows.ts';

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
  ...accountByteRows,
  'GET /health': { ...forAll, run: (client) => client.fetch('/health') },
  'GET /metrics': { ...forAll, run: (client) => client.fetch('/metrics') },
};
