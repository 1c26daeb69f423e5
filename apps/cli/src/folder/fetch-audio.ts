import { CliError } from '../failure/cli-error.ts';
import type { Remote } from '../server/remote.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { PackedFile } from './chunk-place.ts';
import { Copies } from './copies.ts';
import { fetchChunks } from './fetch-chunks.ts';
import type { KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';
import type { UnpackJob } from './unpack.ts';
import { expectUnpacking, unpackAll } from './unpackers.ts';

const WHOLE_AT_ONCE = 5;
/** Chunks that one thread looks at in one go. */
const CHECKED_AT_ONCE = 32;

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
  try {
    const fetched = await fetchPacked(folder, missing, options, progress);
    const damaged = await unpackInto(copies, folder, fetched);
    for (const [digest, file] of fetched) if (!damaged.has(digest)) await folder.objects.keepPacked(digest, file);
    for (const digest of damaged) await folder.objects.forgetPacked(digest);
    await fetchWhole(folder, await listMissing(folder, [...copied, ...kept]), options, progress);
    for (const stem of copies.left) await copies.copy(stem, folder.objects.pathOf(stem.content.audioDigest));
    return copies;
  } catch (err) {
    await copies.end();
    throw err;
  } finally {
    progress.end();
  }
}

/**
 * Unpacks what is to be copied, and looks at what came besides: each chunk is decoded and hashed once. Answers the digests
 * of files that are damaged.
 */
async function unpackInto(
  copies: Copies,
  { objects }: SongFolder,
  fetched: ReadonlyMap<string, PackedFile>,
): Promise<Set<string>> {
  const stemOf = new Map<UnpackJob & { kind: 'copy' }, KnownStem>();
  const seen = new Set<string>();
  for (const stem of copies.left) {
    const { audioDigest: digest } = stem.content;
    const isWhole = !fetched.has(digest) && (await objects.hasWhole(digest));
    const packed = isWhole ? null : (fetched.get(digest) ?? (await objects.findPacked(digest)));
    if (!packed) continue;
    stemOf.set({ kind: 'copy', digest, target: copies.newPath(), chunks: packed.chunks }, stem);
    for (const chunk of packed.chunks) seen.add(chunk.digest);
  }
  const damaged = await unpackAll([...stemOf.keys(), ...planChecks(fetched, seen)]);
  for (const [{ digest, target }, stem] of stemOf) if (!damaged.has(digest)) copies.add(stem, target);
  // Where a copy was not right, nobody knows which of its chunks is to blame.
  const doubtful = new Set([...stemOf.keys()].filter(({ digest }) => damaged.has(digest)).flatMap(listChunks));
  const isRight = ({ digest }: { digest: string }) => !damaged.has(digest) && !doubtful.has(digest);
  for (const [digest, { chunks }] of fetched) {
    const isCopied = [...stemOf.keys()].some((job) => job.digest === digest);
    if (!isCopied && !chunks.every(isRight)) damaged.add(digest);
  }
  return damaged;
}

function listChunks({ chunks }: UnpackJob): string[] {
  return chunks.map(({ digest }) => digest);
}

function planChecks(fetched: ReadonlyMap<string, PackedFile>, seen: ReadonlySet<string>): UnpackJob[] {
  const unseen = [...fetched.values()].flatMap(({ chunks }) => chunks.filter(({ digest }) => !seen.has(digest)));
  const chunks = [...new Map(unseen.map((chunk) => [chunk.digest, chunk])).values()];
  const jobs: UnpackJob[] = [];
  for (let at = 0; at < chunks.length; at += CHECKED_AT_ONCE) {
    jobs.push({ kind: 'check', chunks: chunks.slice(at, at + CHECKED_AT_ONCE) });
  }
  return jobs;
}

async function fetchPacked(
  folder: SongFolder,
  missing: readonly KnownStem[],
  { known, openRemote }: FetchAudioOptions,
  progress: Progress,
): Promise<Map<string, PackedFile>> {
  if (missing.length === 0) return new Map();
  expectUnpacking(missing.reduce((sum, { audio }) => sum + audio.sizeBytes, 0));
  const tracks = new Set(missing.map(({ content }) => content.trackId));
  const bases: KnownStem[] = [];
  for (const stem of known) {
    const { trackId, audioDigest } = stem.content;
    if (tracks.has(trackId) && stem.stemId !== null && (await folder.objects.hasWhole(audioDigest))) bases.push(stem);
  }
  const { audio } = await openRemote();
  return fetchChunks(missing, { objects: folder.objects, audio, bases, progress });
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
