import type { RepositoryResponse } from '@beatflow/shared';
import { type Refs, useRefs } from './use-refs.ts';

/** What a ref in an address names; a `version` is anything but a branch or a tag, and may not exist. */
export interface ChosenRef {
  kind: 'branch' | 'tag' | 'version';
  name: string;
  /** What to ask for the version by; null where the branch has none yet. */
  commitId: string | null;
}

/** What the address of a page chose; `chosen` is null until that is known. */
export function useChosenRef(repository: RepositoryResponse, ref: string | undefined) {
  const isDefault = ref === undefined || ref === repository.defaultBranch;
  const refs = useRefs(repository.id, { enabled: !isDefault });
  return { chosen: findRef(repository, ref, refs), error: refs.error, retry: refs.retry };
}

/** Branches come before tags, and both before versions, as the server has it. */
export function findRef(
  { defaultBranch, head }: Pick<RepositoryResponse, 'defaultBranch' | 'head'>,
  ref: string | undefined,
  { branches, tags, isComplete }: Pick<Refs, 'branches' | 'tags' | 'isComplete'>,
): ChosenRef | null {
  if (ref === undefined || ref === defaultBranch) {
    return { kind: 'branch', name: defaultBranch, commitId: head?.id ?? null };
  }
  const branch = branches.find(({ name }) => name === ref);
  if (branch) return { kind: 'branch', name: ref, commitId: branch.headCommitId };
  if (!isComplete) return null;
  const tag = tags.find(({ name }) => name === ref);
  if (tag) return { kind: 'tag', name: ref, commitId: tag.commitId };
  return { kind: 'version', name: ref, commitId: ref };
}
