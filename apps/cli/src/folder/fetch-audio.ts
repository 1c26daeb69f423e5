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

/** Downloads the audio of stems that is not kept here yet, and looks whether it is right. */
export async function fetchAudio(
  folder: SongFolder,
  stems: readonly KnownStem[],
  options: FetchAudioOptions,
): Promise<void> {
  const missing = await listMissing(folder, stems);
  await withProgress(missing, options, async (progress) => {
    const packed = await fetchPacked(folder, missing, options, progress);
    const damaged = await checkChunks(folder, packed);
    for (const [digest, file] of packed) {
      if (file.chunks.some((chunk) => damaged.has(chunk.digest))) packed.delete(digest);
      else await folder.objects.keepPacked(digest, file);
    }
    await fetchWhole(
      folder,
      missing.filter(({ content }) => !packed.has(content.audioDigest)),
      options,
      progress,
    );
  });
}

/** The same for who wants a file of its own of each stem: so all is read, written and looked at once. */
export async function fetchCopies(
  folder: SongFolder,
  stems: readonly KnownStem[],
  options: FetchAudioOptions,
): Promise<Copies> {
  const missing = await listMissing(folder, stems);
  const copies = await Copies.begin(folder);
  try {
    await withProgress(missing, options, async (progress) => {
      const fetched = await fetchPacked(folder, missing, options, progress);
      const damaged = await unpackInto(copies, stems, folder, fetched);
      for (const [digest, file] of fetched) if (!damaged.has(digest)) await folder.objects.keepPacked(digest, file);
      for (const digest of damaged) await folder.objects.forgetPacked(digest);
      const left = stems.filter((stem) => !copies.has(stem));
      await fetchWhole(folder, await listMissing(folder, left), options, progress);
      for (const stem of left) await copies.copy(stem, folder.objects.pathOf(stem.content.audioDigest));
    });
    return copies;
  } catch (err) {
    await copies.end();
    throw err;
  }
}

/** Unpacks what is kept in chunks. Answers the digests of files that are damaged. */
async function unpackInto(
  copies: Copies,
  stems: readonly KnownStem[],
  { objects }: SongFolder,
  fetched: ReadonlyMap<string, PackedFile>,
): Promise<Set<string>> {
  const jobs: (UnpackJob & { kind: 'copy' })[] = [];
  const stemOf = new Map<UnpackJob, KnownStem>();
  for (const stem of stems) {
    const { audioDigest: digest } = stem.content;
    const isWhole = !fetched.has(digest) && (await objects.hasWhole(digest));
    const packed = isWhole ? null : (fetched.get(digest) ?? (await objects.findPacked(digest)));
    if (!packed) continue;
    const job = { kind: 'copy', digest, target: copies.newPath(), chunks: packed.chunks } as const;
    jobs.push(job);
    stemOf.set(job, stem);
  }
  const damaged = await unpackAll(jobs);
  for (const job of jobs) {
    if (damaged.has(job.digest)) continue;
    copies.add(stemOf.get(job)!, job.target);
    objects.noteChecked(job.chunks);
  }
  return damaged;
}

/** The digests of chunks that are damaged. Those that were looked at before are not looked at again. */
async function checkChunks({ objects }: SongFolder, packed: ReadonlyMap<string, PackedFile>): Promise<Set<string>> {
  const all = [...packed.values()].flatMap(({ chunks }) => chunks).filter(({ digest }) => !objects.isChecked(digest));
  const chunks = [...new Map(all.map((chunk) => [chunk.digest, chunk])).values()];
  const jobs: UnpackJob[] = [];
  for (let at = 0; at < chunks.length; at += CHECKED_AT_ONCE) {
    jobs.push({ kind: 'check', chunks: chunks.slice(at, at + CHECKED_AT_ONCE) });
  }
  const damaged = await unpackAll(jobs);
  objects.noteChecked(chunks.filter(({ digest }) => !damaged.has(digest)));
  return damaged;
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

async function withProgress(
  stems: readonly KnownStem[],
  { terminal }: FetchAudioOptions,
  task: (progress: Progress) => Promise<void>,
): Promise<void> {
  const progress = new Progress(terminal, 'Fetching');
  for (const stem of stems) progress.expect(stem.audio.sizeBytes);
  try {
    await task(progress);
  } finally {
    progress.end();
  }
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
