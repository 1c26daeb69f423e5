import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { comparePaths, findFileObstacle } from '@beatflow/shared';
import type { FilePrint } from './read-print.ts';
import type { SongFolder } from './song-folder.ts';
import { writeFileSafely } from './write-file-safely.ts';

/** A file of the folder that is, or should be, audio. */
export interface WorkingFile {
  path: string;
  sizeBytes: number;
  print: FilePrint;
}

interface IndexEntry {
  sizeBytes: number;
  mtimeMs: number;
  inode: number;
  /** When it was read; a file that was written to about then may have changed since without showing it. */
  readMs: number;
  print: FilePrint;
}

type Index = Record<string, IndexEntry>;

/** The clocks of some disks are as coarse as this. */
const CLOCK_MS = 2000;
/** Written beside a stem by a merge, for listening; never a stem of its own. */
const sideOfConflict = /\.(?:ours|theirs)\.[a-z0-9]+$/i;

/** Reads all stems of a folder, in order of their paths. A file that did not change since is not read again. */
export async function readWorkingFiles(
  folder: SongFolder,
  onFile: (path: string) => void = () => {},
): Promise<{ files: WorkingFile[]; skipped: { path: string; because: string }[] }> {
  const index = await readIndex(folder);
  const next: Index = {};
  const files: WorkingFile[] = [];
  const skipped: { path: string; because: string }[] = [];
  for (const path of (await listPaths(folder.root)).sort(comparePaths)) {
    const facts = await stat(folder.path(path));
    const because = sideOfConflict.test(path)
      ? 'a side of a conflict'
      : findFileObstacle({ path, sizeBytes: facts.size });
    if (because !== null) {
      skipped.push({ path, because });
      continue;
    }
    const known = index[path];
    if (known && isUnchanged(known, facts)) next[path] = known;
    else {
      onFile(path);
      next[path] = await readEntry(folder, path);
    }
    files.push({ path, sizeBytes: next[path].sizeBytes, print: next[path].print });
  }
  if (JSON.stringify(next) !== JSON.stringify(index)) {
    await writeFileSafely(folder.metaPath('index.json'), `${JSON.stringify(next)}\n`);
  }
  return { files, skipped };
}

function isUnchanged(entry: IndexEntry, facts: { size: number; mtimeMs: number; ino: number }): boolean {
  const { sizeBytes, mtimeMs, inode, readMs } = entry;
  const isSame = sizeBytes === facts.size && mtimeMs === facts.mtimeMs && inode === facts.ino;
  return isSame && readMs - mtimeMs > CLOCK_MS;
}

async function readEntry(folder: SongFolder, path: string): Promise<IndexEntry> {
  const readMs = Date.now();
  const { size, mtimeMs, ino } = await stat(folder.path(path));
  // Loaded when a file has to be read: most times none has.
  const { readPrint } = await import('./read-print.ts');
  return { sizeBytes: size, mtimeMs, inode: ino, readMs, print: await readPrint(folder.path(path)) };
}

async function listPaths(root: string, under = ''): Promise<string[]> {
  const entries = await readdir(join(root, under), { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await listPaths(root, path)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(root, path))))) paths.push(path);
  }
  return paths;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readIndex(folder: SongFolder): Promise<Index> {
  try {
    return JSON.parse(await readFile(folder.metaPath('index.json'), 'utf8')) as Index;
  } catch {
    // It only saves work; without it every file is read.
    return {};
  }
}
