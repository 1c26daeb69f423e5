import { baseName } from './clean-name.ts';

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

/** A file in a folder, as far as its outside tells. */
export interface FileOutside {
  /** Its place in the folder, parted by slashes. */
  path: string;
  sizeBytes: number;
  /** What a browser says that it is. */
  mediaType?: string;
}

/** Why a file of a folder of stems is no stem, to be read on after its name; null when it may be one. */
export function findFileObstacle(
  { path, sizeBytes, mediaType = '' }: FileOutside,
  maxBytes = Number.POSITIVE_INFINITY,
): string | null {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX') || systemFiles.has(name.toLowerCase())) {
    return 'a hidden file of the system';
  }
  const extension = name === baseName(name) ? '' : name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (projectExtensions.has(extension)) return 'a project file, not audio';
  if (otherAudioExtensions.has(extension)) return `audio of a kind (.${extension}) that BeatFlow does not read`;
  const isCalledAudio = extension === '' && mediaType.startsWith('audio/');
  if (!audioExtensions.has(extension) && !isCalledAudio) return 'not audio';
  if (sizeBytes === 0) return 'empty';
  if (sizeBytes > maxBytes) return `larger than the ${formatGigabytes(maxBytes)} that this server accepts`;
  return null;
}

function formatGigabytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** "2 Bass" before "10 Vox", as a person would sort them. */
export function comparePaths(a: string, b: string): number {
  return collator.compare(a, b);
}
