import { CliError } from '../failure/cli-error.ts';
import { readConflict } from './conflict-state.ts';
import type { Song } from './song.ts';
import { listUnpushed } from './unpushed.ts';

/** Throws while a merge waits for somebody to choose. */
export async function requireNoConflict(song: Song): Promise<void> {
  const conflict = await readConflict(song.folder);
  if (!conflict) return;
  throw new CliError(
    'conflict',
    `A ${conflict.kind} waits for your choice.`,
    'Run “beatflow merge --ours”, “--theirs” or “--both” with the names of stems, or “beatflow merge --abort”.',
  );
}

/** Throws when the folder holds what no version has. */
export async function requireClean(song: Song): Promise<void> {
  // Loaded where it is used: a push needs none of it.
  const { hasChanges, readChanges } = await import('./read-changes.ts');
  const changes = await readChanges(song);
  if (!hasChanges(changes) && changes.broken.length === 0) return;
  throw new CliError('conflict', 'The folder has changes that are not committed.', 'Run “beatflow commit” first.');
}

/** Throws when the server does not have what this folder has; what it computes, it computes from there. */
export async function requirePushed(song: Song): Promise<void> {
  const { head, remote } = song.folder.branch;
  const unpushed = await listUnpushed(song);
  if (unpushed.length === 0 && head === remote && head !== null) return;
  if (head === null) throw new CliError('notFound', 'This branch has no version yet.', 'Run “beatflow commit” first.');
  throw new CliError('conflict', 'Your newest version is not on the server yet.', 'Run “beatflow push” first.');
}
