import { reading, ruling, type SongRow, writing } from './access-row.ts';

/** Procedures of branches and tags. */
export const refRows: Record<string, SongRow> = {
  'branch.list': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.branch.list.query({ repositoryId }),
  },
  'branch.standings': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.branch.standings.query({ repositoryId }),
  },
  'branch.create': {
    ...writing,
    run: ({ api }, { repositoryId }) => api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' }),
  },
  'branch.moves': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.branch.moves.query({ repositoryId }),
  },
  'branch.rename': {
    ...writing,
    run: ({ api }, { repositoryId }) => api.branch.rename.mutate({ repositoryId, name: 'main', newName: 'trunk' }),
  },
  'branch.delete': {
    ...writing,
    run: async ({ api }, { repositoryId }, { owner }) => {
      await owner.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
      return api.branch.delete.mutate({ repositoryId, name: 'idea' });
    },
  },
  'branch.reset': {
    ...writing,
    run: ({ api }, { repositoryId, commitId }) =>
      api.branch.reset.mutate({ repositoryId, name: 'main', to: commitId, expectedHead: commitId }),
  },
  'branch.protect': {
    ...ruling,
    run: ({ api }, { repositoryId }) => api.branch.protect.mutate({ repositoryId, name: 'main', isProtected: true }),
  },
  'tag.list': {
    ...reading,
    run: ({ api }, { repositoryId }) => api.tag.list.query({ repositoryId }),
  },
  'tag.create': {
    ...writing,
    run: ({ api }, { repositoryId }) => api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' }),
  },
  'tag.delete': {
    ...writing,
    run: async ({ api }, { repositoryId }, { owner }) => {
      await owner.api.tag.create.mutate({ repositoryId, name: 'v1', at: 'main' });
      return api.tag.delete.mutate({ repositoryId, name: 'v1' });
    },
  },
};
