import { CliError } from '../failure/cli-error.ts';
import type { Remote } from '../server/remote.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { AudioUnpacking } from './audio-unpacking.ts';
import type { PackedFile } from './chunk-place.ts';
import { Copies } from './copies.ts';
import { type FetchChunksOptions, fetchChunks } from './fetch-chunks.ts';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';
import { tidyPacks } from './tidy-packs.ts';

const WHOLE_AT_ONCE = 5;

export interface FetchAudioOptions {
  /** Stems whose audio may be here, to begin with. */
  known: readonly KnownStem[];
  openRemote: () => Promise<Remote>;
  terminal: Terminal;
}

/** What is wanted of the audio of stems. */
export interface WantedAudio {
  /** Of these a file of its own each, ready to be put into its place. */
  copied: readonly KnownStem[];
  /** These are to be kept here, for later. */
  kept: readonly KnownStem[];
}

/** Downloads the audio that is not kept here yet, looks whether it is right, and makes copies of what is to be copied. */
export async function fetchAudio(
  folder: SongFolder,
  { copied, kept }: WantedAudio,
  options: FetchAudioOptions,
): Promise<Copies> {
  const missing = await listMissing(folder, [...copied, ...kept]);
  const copies = await Copies.begin(folder, copied);
  const progress = new Progress(options.terminal, 'Fetching');
  for (const stem of missing) progress.expect(stem.audio.sizeBytes);
  const unpacking = new AudioUnpacking(folder.objects, copies, missing);
  try {
    const { onComing, onMore } = unpacking;
    const fetched = await fetchPacked(folder, missing, options, { progress, onComing, onMore });
    const damaged = await unpacking.finish();
    for (const [digest, file] of fetched) if (!damaged.has(digest)) await folder.objects.keepPacked(digest, file);
    for (const digest of damaged) await folder.objects.forgetPacked(digest);
    await fetchWhole(folder, await listMissing(folder, [...copied, ...kept]), options, progress);
    for (const stem of copies.left) await copies.copy(stem, folder.objects.pathOf(stem.content.audioDigest));
    // Who makes copies is alone in the folder. What cannot be tidied now does not stand in the way, and is tidied another time.
    if (copied.length > 0) await tidyPacks(folder, { isSuspicious: damaged.size > 0 }).catch(() => {});
    return copies;
  } catch (err) {
    await unpacking.stop();
    await copies.end();
    throw err;
  } finally {
    progress.end();
  }
}

async function fetchPacked(
  folder: SongFolder,
  missing: readonly KnownStem[],
  { known, openRemote }: FetchAudioOptions,
  listeners: Pick<FetchChunksOptions, 'progress' | 'onComing' | 'onMore'>,
): Promise<Map<string, PackedFile>> {
  if (missing.length === 0) return new Map();
  const tracks = new Set(missing.map(({ content }) => content.trackId));
  const bases: KnownStem[] = [];
  for (const stem of known) {
    const { trackId, audioDigest } = stem.content;
    if (tracks.has(trackId) && stem.stemId !== null && (await folder.objects.hasWhole(audioDigest))) bases.push(stem);
  }
  const { audio } = await openRemote();
  return fetchChunks(missing, { objects: folder.objects, audio, bases, ...listeners });
}

/** Fetches files that cannot be had in chunks. */
async function fetchWhole(
  { objects }: SongFolder,
  stems: readonly KnownStem[],
  { openRemote }: FetchAudioOptions,
  progress: Progress,
): Promise<void> {
  if (stems.length === 0) return;
  const queue = [...stems];
  const { audio } = await openRemote();
  const fetchNext = async (): Promise<void> => {
    for (let stem = queue.shift(); stem; stem = queue.shift()) {
      const { audioDigest: digest } = stem.content;
      const file = { digest, sizeBytes: stem.audio.sizeBytes };
      await audio.download(stem.stemId!, file, objects.pathOf(digest), (count, how) => progress.advance(count, how));
    }
  };
  await Promise.all(Array.from({ length: WHOLE_AT_ONCE }, fetchNext));
}

async function listMissing(folder: SongFolder, stems: readonly KnownStem[]): Promise<KnownStem[]> {
  const missing = new Map<string, KnownStem>();
  for (const stem of stems) {
    const { audioDigest, name } = stem.content;
    if (missing.has(audioDigest) || (await folder.objects.has(audioDigest))) continue;
    if (stem.stemId === null) {
      throw new CliError('failed', `The audio of “${name}” is gone, and it was never pushed.`);
    }
    missing.set(audioDigest, stem);
  }
  return [...missing.values()];
}
