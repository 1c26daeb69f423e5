import type { BranchResponse, TagResponse } from '@beatflow/shared';

export interface CommitName {
  kind: 'branch' | 'tag';
  name: string;
}

/** The branches and tags that stand at each version, by its id; the default branch comes first, tags last. */
export function nameCommits(
  branches: readonly Pick<BranchResponse, 'name' | 'headCommitId' | 'isDefault'>[],
  tags: readonly Pick<TagResponse, 'name' | 'commitId'>[],
): Map<string, CommitName[]> {
  const names = new Map<string, CommitName[]>();
  const add = (commitId: string, name: CommitName) => names.set(commitId, [...(names.get(commitId) ?? []), name]);
  const ordered = branches.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
  for (const { name, headCommitId } of ordered) add(headCommitId, { kind: 'branch', name });
  for (const { name, commitId } of tags) add(commitId, { kind: 'tag', name });
  return names;
}
