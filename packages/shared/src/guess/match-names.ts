import type { StemGuess } from './guess-stem.ts';
import { nameKey, nameSimilarity } from './name-key.ts';

/** Below this, two names of one type are two stems. */
const SIMILAR_ENOUGH = 0.6;

/**
 * Finds for each file the track that it continues: first by equal names, then by the most similar name of the same type;
 * ties go in the order of tracks, then of files. No track gets two files.
 */
export function matchNames<Track extends StemGuess, File extends { guess: StemGuess }>(
  tracks: readonly Track[],
  files: readonly File[],
): Map<Track, File> {
  const fileOf = new Map<Track, File>();
  const waiting = new Set(files);
  const place = (track: Track, file: File) => {
    fileOf.set(track, file);
    waiting.delete(file);
  };
  for (const file of files) {
    const key = nameKey(file.guess.name);
    const track = tracks.find((candidate) => !fileOf.has(candidate) && nameKey(candidate.name) === key);
    if (track) place(track, file);
  }
  const free = tracks.filter((track) => !fileOf.has(track));
  for (const { track, file } of rankSimilar(free, [...waiting])) {
    if (!fileOf.has(track) && waiting.has(file)) place(track, file);
  }
  return fileOf;
}

function rankSimilar<Track extends StemGuess, File extends { guess: StemGuess }>(
  tracks: readonly Track[],
  files: readonly File[],
): { track: Track; file: File }[] {
  return tracks
    .flatMap((track) =>
      files
        .filter(({ guess }) => guess.stemType === track.stemType)
        .map((file) => ({ track, file, score: nameSimilarity(track.name, file.guess.name) })),
    )
    .filter(({ score }) => score >= SIMILAR_ENOUGH)
    .sort((a, b) => b.score - a.score);
}
