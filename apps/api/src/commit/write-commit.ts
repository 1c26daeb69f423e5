import { randomUUID } from 'node:crypto';
import { type AudioFileModel, CommitModel, isUniqueViolation, StemModel } from '@beatflow/db';
import { BeatflowError, type CommitContent } from '@beatflow/shared';
import type { InferCreationAttributes, Transaction } from 'sequelize';
import type { Caller } from '../access/caller.ts';
import { computeDigest } from './compute-digest.ts';

interface Place {
  repositoryId: string;
  parent: CommitModel | null;
  mergeParent?: CommitModel | null;
  author: Caller;
  audio: ReadonlyMap<string, AudioFileModel>;
}

/** Writes a commit with its stems and answers both, each stem with its `audioFile`. */
export async function writeCommit(
  content: CommitContent,
  { repositoryId, parent, mergeParent, author, audio }: Place,
  transaction: Transaction,
): Promise<{ commit: CommitModel; stems: StemModel[] }> {
  const { message, bpm, keySignature, generationParams } = content;
  const commit = await CommitModel.create(
    {
      repoId: repositoryId,
      parentCommitId: parent?.id ?? null,
      mergeParentCommitId: mergeParent?.id ?? null,
      authorId: author.userId,
      authorName: content.authorName,
      message,
      bpm,
      keySignature,
      generationParams,
      digest: computeDigest(content),
      generation: Math.max(parent?.generation ?? 0, mergeParent?.generation ?? 0) + 1,
      createdAt: new Date(content.createdAt),
    },
    { transaction },
  );
  const rows = content.stems.map((stem, position) => toStemRow(commit, stem, position, audio));
  const stems = await StemModel.bulkCreate(rows, { transaction }).catch(throwStemNameTaken);
  for (const stem of stems) stem.audioFile = audio.get(stem.audioDigest);
  return { commit, stems };
}

/** Throws `digest-mismatch` unless a commit is the one that was announced. */
export function requireDigest(content: CommitContent, announced: string): void {
  const digest = computeDigest(content);
  if (digest === announced) return;
  throw new BeatflowError('digest-mismatch', { digest }, 'This version is not the one that was announced.');
}

function toStemRow(
  commit: CommitModel,
  stem: CommitContent['stems'][number],
  position: number,
  audio: ReadonlyMap<string, AudioFileModel>,
): InferCreationAttributes<StemModel> {
  const file = audio.get(stem.audioDigest);
  if (!file) throw new BeatflowError('audio-missing');
  const id = randomUUID();
  return {
    ...stem,
    id,
    commitId: commit.id,
    position,
    fileUrl: `/stems/${id}/audio`,
    duration: file.duration,
    fileSize: file.size,
    createdAt: commit.createdAt,
  };
}

// The database folds a few rare letters that we keep apart.
function throwStemNameTaken(err: unknown): never {
  throw isUniqueViolation(err, 'stems_commit_id_name_key') ? new BeatflowError('stem-name-taken') : err;
}
