import { BranchModel, TagModel } from '@beatflow/db';
import type { ListCommitsInput } from '@beatflow/shared';
import { findDefaultHeadId } from '../access/find-default-head.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import type { LogStart } from './log-slice.ts';

/** Where a log begins: at a ref, at the default branch, or with `all` at every branch and tag. */
export async function findLogStart(
  repository: AccessibleRepository,
  { ref, all }: Pick<ListCommitsInput, 'ref' | 'all'>,
  known: string | null | undefined,
): Promise<LogStart> {
  if (all) return { head: null, starts: await listHeads(repository.id) };
  const head = known ?? (await findHead(repository, ref));
  return { head, starts: head === null ? [] : [head] };
}

/** Null in a repository that has no version yet. */
async function findHead(repository: AccessibleRepository, ref: string | undefined): Promise<string | null> {
  return ref === undefined ? findDefaultHeadId(repository) : (await resolveRef(repository, ref)).id;
}

/** A tag keeps a version in sight whose branch is gone. */
async function listHeads(repoId: string): Promise<string[]> {
  const [branches, tags] = await Promise.all([
    BranchModel.findAll({ where: { repoId }, attributes: ['headCommitId'] }),
    TagModel.findAll({ where: { repoId }, attributes: ['commitId'] }),
  ]);
  return [...new Set([...branches.map(({ headCommitId }) => headCommitId), ...tags.map(({ commitId }) => commitId)])];
}
