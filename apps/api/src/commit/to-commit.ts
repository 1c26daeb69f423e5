import type { CommitModel, StemModel } from '@beatflow/db';
import { BeatflowError, type CommitResponse, type CommitSummary, type StemResponse } from '@beatflow/shared';

/** A commit as lists show it. */
export function toCommitSummary(commit: CommitModel): CommitSummary {
  const { id, digest, repoId, parentCommitId, mergeParentCommitId, authorId, authorName, message } = commit;
  const { bpm, keySignature, renderUrl, generationParams, createdAt } = commit;
  return {
    id,
    digest,
    repositoryId: repoId,
    parentCommitId,
    mergeParentCommitId,
    authorId,
    authorName,
    message,
    bpm,
    keySignature,
    renderUrl,
    generationParams,
    createdAt: createdAt.toISOString(),
  };
}

/** A commit with its stems, each of which carries its `audioFile`, in order of position. */
export function toCommit(commit: CommitModel, stems: readonly StemModel[]): CommitResponse {
  return { ...toCommitSummary(commit), stems: stems.map(toStem) };
}

export function toStem(stem: StemModel): StemResponse {
  const { id, trackId, name, stemType, position, fileUrl, audioDigest, duration, fileSize } = stem;
  const { gainDb, pan, muted, generationParams, createdAt } = stem;
  return {
    id,
    trackId,
    name,
    stemType,
    position,
    fileUrl,
    audioDigest,
    duration,
    fileSize,
    gainDb,
    pan,
    muted,
    generationParams,
    createdAt: createdAt.toISOString(),
    audio: toAudio(stem),
  };
}

function toAudio({ audioFile }: StemModel): StemResponse['audio'] {
  if (!audioFile) throw new BeatflowError('internal');
  const { format, codec, sampleRate, channels, bitDepth, sampleFormat, frames, pcmDigest } = audioFile;
  const { isMeasured, integratedLufs, truePeakDbtp, silenceHeadFrames, silenceTailFrames } = audioFile;
  return {
    format,
    codec,
    sampleRate,
    channels,
    bitDepth,
    sampleFormat,
    frames,
    pcmDigest,
    isMeasured,
    integratedLufs,
    truePeakDbtp,
    silenceHeadFrames,
    silenceTailFrames,
  };
}
