import { AudioFileModel, AudioUploadModel, type BranchMoveReason, type CommitModel } from '@beatflow/db';
import type { Snapshot } from '@beatflow/history';
import { BeatflowError, type CommitResponse, MAX_STEMS } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { noteUploadedChunks } from '../access/note-uploaded-chunks.ts';
import type { AccessibleRepository } from '../access/require-access.ts';
import { lockBranch } from '../branch/lock-branch.ts';
import { moveBranch } from '../branch/move-branch.ts';
import { requireMovable } from '../branch/require-movable.ts';
import { requireRoom } from '../ingest/quota.ts';
import { toCommitContent } from './commit-content.ts';
import { prepareSounds } from './prepare-sounds.ts';
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
  /** Audio that was made for it, and is nobody's yet. */
  newAudio?: readonly string[];
  message: string;
  reason: BranchMoveReason;
  /** What else must still be true when the branch is locked. */
  check?: (transaction: Transaction) => Promise<void>;
}

/** Writes a computed version and moves the branch, all or nothing. Its audio is known to be the caller's to name. */
export async function writeVersion(ctx: UserContext, version: ComputedVersion): Promise<CommitResponse> {
  const { caller, services } = ctx;
  const { repository, snapshot, newAudio = [], mergeParent, message, reason } = version;
  const count = snapshot.tracks.length;
  if (count > MAX_STEMS) {
    throw new BeatflowError(
      'resolution-invalid',
      { stems: count },
      `This would give a version of ${count} stems. A version has at most ${MAX_STEMS}.`,
    );
  }
  const written = await services.database.transaction(async (transaction) => {
    const place = await lockBranch(repository.id, version.branch, version.expectedHead, transaction);
    requireMovable(place, repository.role, reason);
    await version.check?.(transaction);
    const audio = await readAudio(snapshot, transaction);
    await claimAudio(ctx, newAudio, audio, transaction);
    const content = toCommitContent(snapshot, {
      authorName: caller.username,
      message,
      parent: place.head,
      mergeParent,
    });
    const made = await writeCommit(
      content,
      { repositoryId: repository.id, parent: place.head, mergeParent, author: caller, audio },
      transaction,
    );
    await moveBranch(place, { to: made.commit, actor: caller, reason }, transaction);
    return made;
  });
  prepareSounds(services, [version.expectedHead, ...(mergeParent ? [mergeParent.id] : [])], written.stems);
  return toCommit(written.commit, written.stems);
}

/** Makes new audio the caller's, as if they had uploaded it. */
async function claimAudio(
  { caller, services }: UserContext,
  digests: readonly string[],
  audio: ReadonlyMap<string, AudioFileModel>,
  transaction: Transaction,
): Promise<void> {
  for (const audioDigest of new Set(digests)) {
    const file = audio.get(audioDigest);
    // Swept away between being made and being named: made again, it will stay.
    if (!file) throw new BeatflowError('server-busy');
    const upload = { userId: caller.userId, audioDigest };
    if ((await AudioUploadModel.count({ where: upload, transaction })) > 0) continue;
    await requireRoom(caller.userId, file.size, services.config.quotaBytes, transaction);
    await AudioUploadModel.create(upload, { transaction });
    await noteUploadedChunks(services.database, upload, transaction);
  }
}

async function readAudio({ tracks }: Snapshot, transaction: Transaction): Promise<Map<string, AudioFileModel>> {
  const digest = [...new Set(tracks.map(({ audioDigest }) => audioDigest))];
  const files = await AudioFileModel.findAll({ where: { digest }, transaction });
  return new Map(files.map((file) => [file.digest, file]));
}
