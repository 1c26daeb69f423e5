import type { CommitCreate, CommitResponse } from '@beatflow/shared';
import type { ApiClient } from '../../../api/trpc.ts';

/** What a push asks of the server beside bytes. */
export interface PushApi {
  createCommit(input: CommitCreate): Promise<CommitResponse>;
  /** The newest version on a branch. */
  getHead(repositoryId: string, branch: string): Promise<CommitResponse>;
  createBranch(repositoryId: string, name: string, from: string): Promise<void>;
  listBranchNames(repositoryId: string): Promise<string[]>;
}

export function createPushApi(client: ApiClient): PushApi {
  return {
    createCommit: (input) => client.commit.create.mutate(input),
    getHead: (repositoryId, branch) => client.commit.get.query({ repositoryId, ref: branch }),
    createBranch: async (repositoryId, name, from) => {
      await client.branch.create.mutate({ repositoryId, name, from });
    },
    listBranchNames: async (repositoryId) => {
      const { items } = await client.branch.list.query({ repositoryId, limit: 100 });
      return items.map(({ name }) => name);
    },
  };
}
