import { BranchModel } from '@beatflow/db';
import { makeBranch, makeCommit, makeDigest, makeUser } from '@beatflow/db/testing';
import { makeTestAudio } from '../../testing/test-song.ts';
import { idOf, owning, reading, ruling, type SongRow, writing } from './access-row.ts';
import type { Stage } from './access-stage.ts';
import { songByteRows } from './byte-rows.ts';
import { refRows } from './ref-rows.ts';

/** Two lines of work from the first version, written past the API: what is tried is what comes after them. */
async function makeTwoLines({ repositoryId, commitId }: Stage) {
  const parent = { repoId: repositoryId, parentCommitId: commitId, generation: 2 };
  const main = await makeCommit({ ...parent, bpm: 120 });
  const idea = await makeCommit({ ...parent, keySignature: 'Am' });
  await BranchModel.update({ headCommitId: main.id }, { where: { repoId: repositoryId, name: 'main' } });
  await makeBranch({ repoId: repositoryId, name: 'line-of-idea', headCommitId: idea.id });
  return { main: main.id, idea: idea.id };
}

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
  ...songByteRows,
};
