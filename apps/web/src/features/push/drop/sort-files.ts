import { comparePaths, findFileObstacle } from '@beatflow/shared';

/** A file with its place inside what was dropped or chosen, folders parted by slashes. */
export interface ChosenFile {
  path: string;
  file: File;
}

export interface SkippedFile {
  path: string;
  /** Reads on after the file's name: "song.als: a project file, not audio". */
  because: string;
}

/** Parts audio from everything else that lies in a folder, and says of each other file why it stays behind. */
export function sortFiles(
  chosen: readonly ChosenFile[],
  maxBytes = Number.POSITIVE_INFINITY,
): { audio: ChosenFile[]; skipped: SkippedFile[] } {
  const audio: ChosenFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const item of chosen) {
    const { path, file } = item;
    const because = findFileObstacle({ path, sizeBytes: file.size, mediaType: file.type }, maxBytes);
    if (because === null) audio.push(item);
    else skipped.push({ path, because });
  }
  return { audio: audio.toSorted((a, b) => comparePaths(a.path, b.path)), skipped };
}
