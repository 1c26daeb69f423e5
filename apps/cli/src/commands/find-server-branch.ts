import type { Song } from './song.ts';

export interface ServerBranch {
  name: string;
  headCommitId: string;
}

/** A branch as the server has it now; null where it has none of this name. */
export async function findServerBranch(song: Song, name: string): Promise<ServerBranch | null> {
  const branches = await listServerBranches(song);
  return branches.find((branch) => branch.name === name) ?? null;
}

export async function listServerBranches(song: Song) {
  const api = await song.openApi();
  const list = (cursor: string | null) =>
    api.branch.list.query({ repositoryId: song.repositoryId, limit: 100, ...(cursor ? { cursor } : {}) });
  const branches: Awaited<ReturnType<typeof list>>['items'] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(cursor);
    branches.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return branches;
}
