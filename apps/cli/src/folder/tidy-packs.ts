import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChunkPlace, PackedFile } from './chunk-place.ts';
import { parsePackedFile } from './packed-file.ts';
import { rewritePack } from './rewrite-pack.ts';
import type { SongFolder } from './song-folder.ts';
import { writeFileSafely } from './write-file-safely.ts';

/** What was found when the packs were looked through last. */
interface Note {
  /** How much all packs took. */
  bytes: number;
  /** From when on something can be removed. */
  dueMs: number | null;
}

/** Who reads without the folder's lock has time to end, and a download that broke off goes on with what came. */
const UNNAMED_STAYS_MS = 24 * 3_600_000;
/** Packs are looked through when they have grown so much. */
const GROWTH = { bytes: 64 * 2 ** 20, share: 0.25 };
/** A pack is written anew when so much of it is for nothing. */
const WASTE = { bytes: 2 ** 20, share: 0.25 };

interface Pack {
  path: string;
  bytes: number;
  usedMs: number;
}

/**
 * Frees what no kept file needs any more of a folder's packs, if that may be much; `isSuspicious` when it may. Nobody else
 * writes to the folder meanwhile. Whenever this is stopped, every list names chunks that are there.
 */
export async function tidyPacks(folder: SongFolder, { isSuspicious = false } = {}): Promise<void> {
  const packs = await listPacks(folder);
  const bytes = packs.reduce((sum, pack) => sum + pack.bytes, 0);
  const note = await readNote(folder);
  const hasGrown = note && bytes >= note.bytes + Math.max(GROWTH.bytes, note.bytes * GROWTH.share);
  const isDue = note?.dueMs != null && Date.now() >= note.dueMs;
  if (hasGrown || isDue || isSuspicious) await lookThrough(folder, packs);
  else if (!note && bytes > 0) await writeNote(folder, { bytes, dueMs: null });
}

async function lookThrough(folder: SongFolder, packs: readonly Pack[]): Promise<void> {
  await removeLeftovers(folder);
  const files = await listPackedFiles(folder);
  if (!files) return;
  const named = new Map<string, Map<number, ChunkPlace>>();
  for (const place of files.flatMap(({ chunks }) => chunks)) {
    const inPack = named.get(place.path) ?? new Map<number, ChunkPlace>();
    named.set(place.path, inPack.set(place.offset, place));
  }
  const moved = new Map<string, Map<number, ChunkPlace>>();
  const unnamed: Pack[] = [];
  for (const pack of packs) {
    const chunks = [...(named.get(pack.path)?.values() ?? [])]
      .filter(({ offset, storedSize }) => offset + storedSize <= pack.bytes)
      .sort((left, right) => left.offset - right.offset);
    const waste = pack.bytes - chunks.reduce((sum, { storedSize }) => sum + storedSize, 0);
    if (chunks.length === 0) unnamed.push(pack);
    else if (waste >= WASTE.bytes && waste >= pack.bytes * WASTE.share) {
      moved.set(pack.path, await rewritePack(pack.path, chunks, await folder.objects.packs.newPath()));
    }
  }
  for (const file of files) await nameAnew(folder, file, moved);
  await removeUnnamed(folder, unnamed, [...moved.keys()]);
}

/** Lets a list name the chunks where they are now. */
async function nameAnew(
  folder: SongFolder,
  { digest, chunks }: KeptFile,
  moved: ReadonlyMap<string, ReadonlyMap<number, ChunkPlace>>,
): Promise<void> {
  if (!chunks.some(({ path }) => moved.has(path))) return;
  const places = chunks.map((place) => moved.get(place.path)?.get(place.offset) ?? place);
  await folder.objects.keepPacked(digest, { chunks: places });
}

async function removeUnnamed(folder: SongFolder, unnamed: readonly Pack[], left: readonly string[]): Promise<void> {
  const nowMs = Date.now();
  const due: number[] = [];
  for (const { path, usedMs } of unnamed) {
    if (usedMs + UNNAMED_STAYS_MS <= nowMs) await rm(path, { force: true });
    else due.push(usedMs + UNNAMED_STAYS_MS);
  }
  for (const path of left) {
    await utimes(path, nowMs / 1000, nowMs / 1000);
    due.push(nowMs + UNNAMED_STAYS_MS);
  }
  const bytes = (await listPacks(folder)).reduce((sum, pack) => sum + pack.bytes, 0);
  await writeNote(folder, { bytes, dueMs: due.length > 0 ? Math.min(...due) : null });
}

interface KeptFile extends PackedFile {
  digest: string;
}

/** All files that are kept in chunks; null where one is kept in a way that is not known here. */
async function listPackedFiles(folder: SongFolder): Promise<KeptFile[] | null> {
  const files: KeptFile[] = [];
  for (const start of await namesIn(folder.metaPath('objects'))) {
    for (const name of await namesIn(folder.metaPath('objects', start))) {
      const [, digest] = /^([0-9a-f]{64})\.json$/.exec(name) ?? [];
      if (digest === undefined) continue;
      const text = await readFile(folder.metaPath('objects', start, name), 'utf8');
      const packed = parsePackedFile(folder.metaPath(), text);
      if (!packed) return null;
      files.push({ digest, ...packed });
    }
  }
  return files;
}

async function listPacks(folder: SongFolder): Promise<Pack[]> {
  const names = (await namesIn(folder.metaPath('packs'))).filter((name) => name.endsWith('.pack'));
  return Promise.all(
    names.map(async (name) => {
      const path = folder.metaPath('packs', name);
      const { size, mtimeMs } = await stat(path);
      return { path, bytes: size, usedMs: mtimeMs };
    }),
  );
}

/** What was being written when a command was killed. */
async function removeLeftovers(folder: SongFolder): Promise<void> {
  const names = await namesIn(folder.metaPath('packs'));
  for (const name of names) if (name.endsWith('.tmp')) await rm(join(folder.metaPath('packs'), name), { force: true });
}

async function namesIn(path: string): Promise<string[]> {
  return readdir(path).catch((err: NodeJS.ErrnoException) => {
    if (err.code === 'ENOENT' || err.code === 'ENOTDIR') return [];
    throw err;
  });
}

async function readNote(folder: SongFolder): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(folder.metaPath('packs', 'tidied.json'), 'utf8')) as Note;
  } catch {
    // It only saves work; without it the packs are measured anew.
    return null;
  }
}

async function writeNote(folder: SongFolder, note: Note): Promise<void> {
  await writeFileSafely(folder.metaPath('packs', 'tidied.json'), `${JSON.stringify(note)}\n`);
}
