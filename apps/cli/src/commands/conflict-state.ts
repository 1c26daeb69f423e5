import { readFile, rm } from 'node:fs/promises';
import type { MergeResolution } from '@beatflow/shared';
import type { SongFolder } from '../folder/song-folder.ts';
import { writeFileSafely } from '../folder/write-file-safely.ts';
import type { NamedConflict } from './resolutions.ts';

/** A merge, or a change that is done again or undone, that waits for somebody to choose. */
export interface ConflictState {
  kind: 'merge' | 'pull' | 'revert' | 'cherry-pick';
  /** The branch of the server that the result goes to. */
  serverBranch: string;
  /** What is brought in, or undone. */
  theirs: string;
  /** Of a change that is done again, the only tracks that are wanted. */
  trackIds?: string[];
  oursId: string;
  theirsId: string;
  /** Where the server had the branch of this folder. */
  remote: string | null;
  message: string | null;
  conflicts: NamedConflict[];
  resolutions: MergeResolution[];
  /** Files that were written so that both sides can be heard. */
  sides: string[];
}

export async function readConflict(folder: SongFolder): Promise<ConflictState | null> {
  try {
    return JSON.parse(await readFile(pathOf(folder), 'utf8')) as ConflictState;
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw err;
  }
}

export async function keepConflict(folder: SongFolder, state: ConflictState): Promise<void> {
  await writeFileSafely(pathOf(folder), `${JSON.stringify(state, null, 2)}\n`);
}

/** Forgets a conflict, and takes away the files that were written for it. */
export async function dropConflict(folder: SongFolder): Promise<void> {
  const state = await readConflict(folder);
  for (const path of state?.sides ?? []) await rm(folder.path(path), { force: true });
  await rm(pathOf(folder), { force: true });
}

function pathOf(folder: SongFolder): string {
  return folder.metaPath('conflict.json');
}
