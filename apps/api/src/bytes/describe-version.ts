import type { CommitModel, StemModel } from '@beatflow/db';
import { fileNameOfStem } from '@beatflow/shared';
import type { AudioObject } from '../store/audio-store.ts';

/** A stem as a file of an archive. */
export interface ArchiveFile {
  fileName: string;
  object: AudioObject;
  size: number;
  stem: StemModel;
}

/** The files of a version: "01 Drums.wav", numbered in order, so that no two have the same name. */
export function listArchiveFiles(stems: readonly StemModel[]): ArchiveFile[] {
  const digits = Math.max(2, String(stems.length).length);
  return stems.map((stem, index) => ({
    fileName: `${String(index + 1).padStart(digits, '0')} ${fileNameOfStem(stem.name, stem.audioFile!)}`,
    object: { digest: stem.audioDigest, part: 'original' },
    size: stem.audioFile!.size,
    stem,
  }));
}

/** What an archive says about itself, for people and for programs: enough to push the same version again. */
export function describeVersion(commit: CommitModel, files: readonly ArchiveFile[]): string {
  const { id, digest, message, authorName, bpm, keySignature, generationParams, createdAt, repository } = commit;
  const version = {
    repository: repository!.name,
    commitId: id,
    digest,
    message,
    authorName,
    createdAt: createdAt.toISOString(),
    bpm,
    keySignature,
    generationParams,
    stems: files.map(({ fileName, size, stem }) => ({
      file: fileName,
      name: stem.name,
      stemType: stem.stemType,
      trackId: stem.trackId,
      audioDigest: stem.audioDigest,
      size,
      gainDb: stem.gainDb,
      pan: stem.pan,
      muted: stem.muted,
      generationParams: stem.generationParams,
    })),
  };
  return `${JSON.stringify(version, null, 2)}\n`;
}
