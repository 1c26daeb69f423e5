import type { GenerationParams, JsonValue } from './generation-params.ts';
import type { StemType } from './stem-type.ts';

/** Everything that makes a commit; parents are named by their digests, stems are in order of position. */
export interface CommitContent {
  parentDigest: string | null;
  mergeParentDigest: string | null;
  authorName: string;
  message: string;
  bpm: number | null;
  keySignature: string | null;
  generationParams: GenerationParams | null;
  /** ISO 8601 in UTC with milliseconds. */
  createdAt: string;
  stems: {
    trackId: string;
    name: string;
    stemType: StemType;
    audioDigest: string;
    gainDb: number;
    pan: number;
    muted: boolean;
    generationParams: GenerationParams | null;
  }[];
}

/** Writes a JSON value in the one canonical way (RFC 8785): keys in order of UTF-16 code units, no white space. */
export function formatCanonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatCanonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${formatCanonicalJson(value[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}

/**
 * Writes the text whose SHA-256 (as UTF-8) is the commit's digest. It names no row of any database, so that a fork's
 * commits, and commits made without a server, have the same digest.
 */
export function formatCommitContent(content: CommitContent): string {
  const stems = content.stems.map(
    ({ trackId, name, stemType, audioDigest, gainDb, pan, muted, generationParams }): JsonValue => ({
      trackId,
      name,
      stemType,
      audioDigest,
      gainDb,
      pan,
      muted,
      generationParams,
    }),
  );
  const { parentDigest, mergeParentDigest, authorName, message, bpm, keySignature, generationParams, createdAt } =
    content;
  return formatCanonicalJson({
    version: 1,
    parentDigest,
    mergeParentDigest,
    authorName,
    message,
    bpm,
    keySignature,
    generationParams,
    createdAt,
    stems,
  });
}
