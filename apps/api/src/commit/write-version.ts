import { AudioFileModel, type BranchMoveReason, type CommitModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import { BeatflowError, type CommitResponse, MAX_STEMS } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { toCommitContent } from './commit-content.ts';
import { lockBranch } from './lock-branch.ts';
import { moveBranch } from './move-branch.ts';
import { requireMovable } from './require-movable.ts';
import { toCommit } from './to-commit.ts';
import { writeCommit } from './write-commit.ts';

/** A version that was computed from others, to be put on a branch. */
export interface ComputedVersion {
  repository: AccessibleRepository;
  branch: string;
  /** The head that it was computed from. */
  expectedHead: string;
  mergeParent?: CommitModel;
  snapshot: Snapshot;
  message: string;
  reason: BranchMoveReason;
  /** What else must still be true when the branch is locked. */
  check?: (transaction: Transaction) => Promise<void>;
}

/** Writes a computed version and moves the branch, all or nothing. Its audio is known to be the caller's to name. */
export async function writeVersion(ctx: UserContext, version: ComputedVersion): Promise<CommitResponse> {
  const { caller, services } = ctx;
  const { repository, snapshot, mergeParent, message, reason } = version;
  const count = snapshot.tracks.length;
  if (count > MAX_STEMS) {
    throw new BeatflowError(
      'resolution-invalid',
      { stems: count },
      `This would give a version of ${count} stems. A version has at most ${MAX_STEMS}.`,
    );
  }
  return services.database.transaction(async (transaction) => {
    const place = await lockBranch(repository.id, version.branch, version.expectedHead, transaction);
    requireMovable(place, repository.role, reason);
    await version.check?.(transaction);
    const audio = await readAudio(snapshot, transaction);
    const content = toCommitContent(snapshot, {
      authorName: caller.username,
      message,
      parent: place.head,
      mergeParent,
    });
    const written = await writeCommit(
      content,
      { repositoryId: repository.id, parent: place.head, mergeParent, author: caller, audio },
      transaction,
    );
    await moveBranch(place, { to: written.commit, actor: caller, reason }, transaction);
    return toCommit(written.commit, written.stems);
  });
}

async function readAudio({ tracks }: Snapshot, transaction: Transaction): Promise<Map<string, AudioFileModel>> {
  const digest = [...new Set(tracks.map(({ audioDigest }) => audioDigest))];
  const files = await AudioFileModel.findAll({ where: { digest }, transaction });
  return new Map(files.map((file) => [file.digest, file]));
}
