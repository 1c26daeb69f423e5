import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileNameOfStem } from '@beatflow/shared';
import { CliError } from '../failure/cli-error.ts';
import { computeChanges, type StemChange } from './compute-changes.ts';
import type { Copies } from './copies.ts';
import type { KnownCommit, KnownStem } from './known-commit.ts';
import type { SongFolder } from './song-folder.ts';
import { readWorkingFiles } from './working-files.ts';

/** Makes a file of each stem that is ready to be put into its place. */
export type FetchCopies = (stems: readonly KnownStem[]) => Promise<Copies>;

/**
 * Lets the working files be those of a version. Work that is not committed is never overwritten: where it stands in the
 * way, nothing is changed at all.
 */
export async function checkOut(
  folder: SongFolder,
  from: KnownCommit | null,
  to: KnownCommit | null,
  fetchCopies: FetchCopies,
): Promise<{ written: string[]; removed: string[] }> {
  const { files } = await readWorkingFiles(folder);
  const { stems, broken } = computeChanges(from?.stems ?? [], files, folder.state.places, folder.config.name);
  const now = new Map(stems.flatMap((change) => (change.kind === 'new' ? [] : [[trackOf(change), change] as const])));
  const wanted = to?.stems ?? [];
  const twins = findTwins(wanted, stems, now);
  const changed = wanted.filter((stem) => !twins.has(stem) && !holds(now.get(stem.content.trackId), stem));
  const gone = [...now.values()].filter(({ stem }) => !wanted.some((other) => isSameTrack(other, stem)));
  requireCommitted([...changed, ...gone.map(({ stem }) => stem)], now, broken);
  const places: Record<string, string> = {};
  const taken = new Set(files.map(({ path }) => path.toLowerCase()));
  const written: string[] = [];
  const copies = await fetchCopies(changed);
  try {
    for (const stem of wanted) {
      const change = now.get(stem.content.trackId);
      const place = change && 'file' in change ? change.file.path : null;
      const path = twins.get(stem) ?? choosePath(stem, change?.stem ?? null, place, taken);
      if (place !== null && place !== path && !twins.has(stem)) await moveFile(folder, place, path);
      if (changed.includes(stem)) {
        await copies.place(stem, path);
        written.push(path);
      }
      places[stem.content.trackId] = path;
    }
  } finally {
    await copies.end();
  }
  const removed: string[] = [];
  for (const change of gone) {
    if (change.kind === 'missing') continue;
    await removeFile(folder, change.file.path);
    removed.push(change.file.path);
  }
  folder.state.places = places;
  return { written, removed };
}

/** Files that no version knew and that are what this one brings: left by a command that was stopped. */
function findTwins(
  wanted: readonly KnownStem[],
  changes: readonly StemChange[],
  now: ReadonlyMap<string, Bound>,
): Map<KnownStem, string> {
  const twins = new Map<KnownStem, string>();
  const fresh = new Set(changes.filter((change) => change.kind === 'new'));
  for (const stem of wanted) {
    if (now.get(stem.content.trackId)?.kind !== 'missing' && now.has(stem.content.trackId)) continue;
    const twin = [...fresh].find(({ file }) => file.digest === stem.content.audioDigest);
    if (!twin) continue;
    fresh.delete(twin);
    twins.set(stem, twin.file.path);
  }
  return twins;
}

type Bound = Exclude<StemChange, { kind: 'new' }>;

function trackOf({ stem }: Bound): string {
  return stem.content.trackId;
}

function isSameTrack(left: KnownStem, right: KnownStem): boolean {
  return left.content.trackId === right.content.trackId;
}

/** Whether the folder has a stem's audio already, be it by another version. */
function holds(change: Bound | undefined, stem: KnownStem): boolean {
  if (!change || change.kind === 'missing') return false;
  if (change.file.digest === stem.content.audioDigest) return true;
  // The same sound in other bytes is left as it is, as long as the version does not bring other audio.
  return change.kind !== 'changed' && change.stem.content.audioDigest === stem.content.audioDigest;
}

function requireCommitted(
  stems: readonly KnownStem[],
  now: ReadonlyMap<string, Bound>,
  broken: readonly { path: string }[],
): void {
  const inTheWay = stems.flatMap((stem) => {
    const change = now.get(stem.content.trackId);
    return change?.kind === 'changed' ? [change.file.path] : [];
  });
  const paths = [...inTheWay, ...broken.map(({ path }) => path)];
  if (paths.length === 0) return;
  throw new CliError(
    'conflict',
    `This would overwrite work that is not committed: ${paths.join(', ')}.`,
    'Run “beatflow commit” first, or “beatflow restore” to drop your changes.',
    { paths },
  );
}

/** Where a stem's file goes: where it was, unless its name or its format calls for another. */
function choosePath(stem: KnownStem, before: KnownStem | null, place: string | null, taken: Set<string>): string {
  const wanted = fileNameOfStem(stem.content.name, stem.audio);
  if (place !== null) {
    const isSameName = before?.content.name === stem.content.name;
    const isSameFormat = before?.audio.format === stem.audio.format;
    if (isSameName && isSameFormat) return place;
    // A name that was never the stem's is the user's own choice.
    if (isSameFormat && before && fileNameOfStem(before.content.name, before.audio) !== place) return place;
    taken.delete(place.toLowerCase());
  }
  const folder = place?.includes('/') ? `${place.slice(0, place.lastIndexOf('/'))}/` : '';
  return claimPath(`${folder}${wanted}`, taken);
}

function claimPath(wanted: string, taken: Set<string>): string {
  const dot = wanted.lastIndexOf('.');
  let path = wanted;
  for (let number = 2; taken.has(path.toLowerCase()); number++) {
    path = `${wanted.slice(0, dot)} ${number}${wanted.slice(dot)}`;
  }
  taken.add(path.toLowerCase());
  return path;
}

async function moveFile(folder: SongFolder, from: string, to: string): Promise<void> {
  await mkdir(dirname(folder.path(to)), { recursive: true });
  await rename(folder.path(from), folder.path(to)).catch((err: NodeJS.ErrnoException) => {
    if (err.code !== 'ENOENT') throw err;
  });
}

async function removeFile(folder: SongFolder, path: string): Promise<void> {
  await rm(folder.path(path), { force: true });
  const parent = dirname(folder.path(path));
  if (relative(folder.root, parent) !== '' && (await stat(parent)).isDirectory()) await rmdir(parent).catch(() => {});
}
