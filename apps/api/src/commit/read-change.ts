import type { CommitModel } from '@beatflow/db';
import { emptySnapshot } from '@beatflow/history';
import type { AccessibleRepository } from '../access/require-access.ts';
import { resolveRef } from '../access/resolve-ref.ts';
import { readHead } from '../branch/lock-branch.ts';
import { readVersion, readVersionOf, type Version } from './read-version.ts';

interface Target {
  branch: string;
  /** Absent where only a look is taken: the head of now will do. */
  expectedHead?: string;
  commit: string;
}

/** What a commit changed, which for a merge is what it brought to the branch that it was made on. */
export interface CommitChange {
  commit: CommitModel;
  head: Version;
  before: Pick<Version, 'stems' | 'snapshot'>;
  after: Version;
}

export async function readChange(repository: AccessibleRepository, target: Target): Promise<CommitChange> {
  const headCommit = await readHead(repository.id, target.branch, target.expectedHead);
  const commit = await resolveRef(repository, target.commit);
  const { parentCommitId } = commit;
  const [head, before, after] = await Promise.all([
    readVersion(headCommit),
    parentCommitId ? readVersionOf(parentCommitId) : { stems: [], snapshot: emptySnapshot },
    readVersion(commit),
  ]);
  return { commit, head, before, after };
}
