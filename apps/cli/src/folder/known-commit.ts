import { createHash } from 'node:crypto';
import { type AudioFacts, type CommitContent, type CommitResponse, formatCommitContent } from '@beatflow/shared';

/** What is known of a stem's file. */
export type KnownAudio = AudioFacts & {
  sizeBytes: number;
  /** SHA-256 of its sound; null where nobody decoded it yet. */
  pcmDigest: string | null;
};

export interface KnownStem {
  content: CommitContent['stems'][number];
  audio: KnownAudio;
  /** By which the server gives its audio; null until it is there. */
  stemId: string | null;
}

/** A commit as this folder keeps it, from the server or made here. */
export interface KnownCommit {
  digest: string;
  /** What the server calls it; null until it is there. */
  id: string | null;
  /** Of commits that were made here, what their parent is; of others, `parentId` tells. */
  parentDigest: string | null;
  parentId: string | null;
  mergeParentId: string | null;
  authorName: string;
  message: string;
  bpm: number | null;
  keySignature: string | null;
  generationParams: CommitContent['generationParams'];
  createdAt: string;
  stems: KnownStem[];
}

export function fromServer(commit: CommitResponse): KnownCommit {
  const { digest, id, parentCommitId, mergeParentCommitId, authorName, message, bpm, keySignature } = commit;
  return {
    digest,
    id,
    parentDigest: null,
    parentId: parentCommitId,
    mergeParentId: mergeParentCommitId,
    authorName,
    message,
    bpm,
    keySignature,
    generationParams: commit.generationParams,
    createdAt: commit.createdAt,
    stems: commit.stems.map((stem) => {
      const { trackId, name, stemType, audioDigest, gainDb, pan, muted, generationParams } = stem;
      const { format, codec, sampleRate, channels, bitDepth, sampleFormat, frames, pcmDigest } = stem.audio;
      const facts = { format, codec, sampleRate, channels, bitDepth, sampleFormat, frames, duration: stem.duration };
      return {
        content: { trackId, name, stemType, audioDigest, gainDb, pan, muted, generationParams },
        audio: { ...facts, sizeBytes: stem.fileSize, pcmDigest },
        stemId: stem.id,
      };
    }),
  };
}

/** Makes a commit on top of another without asking anybody: its digest is the one that the server will give it. */
export function makeCommit(
  parent: KnownCommit | null,
  made: Pick<KnownCommit, 'authorName' | 'message' | 'bpm' | 'keySignature' | 'generationParams' | 'stems'>,
  createdAt = new Date().toISOString(),
): KnownCommit {
  const commit = {
    ...made,
    id: null,
    parentDigest: parent?.digest ?? null,
    parentId: parent?.id ?? null,
    mergeParentId: null,
    createdAt,
  };
  return { ...commit, digest: computeDigest(commit) };
}

function computeDigest(commit: Omit<KnownCommit, 'digest'>): string {
  const { parentDigest, authorName, message, bpm, keySignature, generationParams, createdAt, stems } = commit;
  const text = formatCommitContent({
    parentDigest,
    mergeParentDigest: null,
    authorName,
    message,
    bpm,
    keySignature,
    generationParams,
    createdAt,
    stems: stems.map(({ content }) => content),
  });
  return createHash('sha256').update(text).digest('hex');
}
