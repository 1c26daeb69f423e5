import type { ChosenFile } from './sort-files.ts';

/** More than any folder of stems holds; what lies beyond is a whole disk, dropped by a slip. */
const MAX_DROPPED_FILES = 2000;

/** The files of a drop, folders opened all the way down. To be called while the drop event is still being handled. */
export function readDrop(transfer: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
  if (entries.length === 0 || entries.includes(null)) {
    return Promise.resolve([...transfer.files].map((file) => ({ path: file.name, file })));
  }
  return readEntries(entries.filter((entry) => entry !== null));
}

async function readEntries(roots: readonly FileSystemEntry[]): Promise<ChosenFile[]> {
  const chosen: ChosenFile[] = [];
  const open = [...roots];
  while (open.length > 0 && chosen.length < MAX_DROPPED_FILES) {
    const entry = open.shift()!;
    if (isFile(entry)) chosen.push({ path: entry.fullPath.replace(/^\//, ''), file: await readFile(entry) });
    else if (isFolder(entry) && !entry.name.startsWith('.')) open.push(...(await readFolder(entry)));
  }
  return chosen;
}

/** The files of a file or folder input. */
export function readInput(files: FileList | null): ChosenFile[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A browser gives a folder's entries a hundred at a time, until it gives none. */
async function readFolder(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
