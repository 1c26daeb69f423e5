import { baseName } from '../guess/clean-name.ts';

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

const audioExtensions = new Set([
  'wav',
  'wave',
  'bwf',
  'rf64',
  'aif',
  'aiff',
  'aifc',
  'flac',
  'mp3',
  'ogg',
  'oga',
  'opus',
  'm4a',
  'mp4',
]);
const projectExtensions = new Set([
  'als',
  'alp',
  'logicx',
  'ptx',
  'ptf',
  'flp',
  'cpr',
  'rpp',
  'song',
  'reason',
  'bwproject',
  'band',
  'mid',
  'midi',
]);
const otherAudioExtensions = new Set([
  'wma',
  'caf',
  'aac',
  'ape',
  'wv',
  'dsf',
  'dff',
  'ac3',
  'amr',
  'au',
  'w64',
  'rex',
  'rx2',
  'acd',
]);
const systemFiles = new Set(['thumbs.db', 'desktop.ini', 'icon\r']);

/** Parts audio from everything else that lies in a folder, and says of each other file why it stays behind. */
export function sortFiles(
  chosen: readonly ChosenFile[],
  maxBytes = Number.POSITIVE_INFINITY,
): { audio: ChosenFile[]; skipped: SkippedFile[] } {
  const audio: ChosenFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const item of chosen) {
    const because = findObstacle(item, maxBytes);
    if (because === null) audio.push(item);
    else skipped.push({ path: item.path, because });
  }
  return { audio: audio.toSorted((a, b) => comparePaths(a.path, b.path)), skipped };
}

function findObstacle({ path, file }: ChosenFile, maxBytes: number): string | null {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX') || systemFiles.has(name.toLowerCase())) {
    return 'a hidden file of the system';
  }
  const extension = name === baseName(name) ? '' : name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (projectExtensions.has(extension)) return 'a project file, not audio';
  if (otherAudioExtensions.has(extension)) return `audio of a kind (.${extension}) that BeatFlow does not read`;
  const isCalledAudio = extension === '' && file.type.startsWith('audio/');
  if (!audioExtensions.has(extension) && !isCalledAudio) return 'not audio';
  if (file.size === 0) return 'empty';
  if (file.size > maxBytes) return `larger than the ${formatGigabytes(maxBytes)} that this server accepts`;
  return null;
}

function formatGigabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** "2 Bass" before "10 Vox", as a person would sort them. */
function comparePaths(a: string, b: string): number {
  return collator.compare(a, b);
}
