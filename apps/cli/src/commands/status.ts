import type { Cli } from '../cli.ts';
import type { StemChange } from '../folder/compute-changes.ts';
import { formatTable } from '../terminal/format-table.ts';
import { readConflict } from './conflict-state.ts';
import { describeStemChange, hasChanges, type ReadChanges, readChanges } from './read-changes.ts';
import { Song } from './song.ts';
import { listUnpushed } from './unpushed.ts';

interface StatusOptions {
  sound?: boolean;
}

/** Says what is new, changed (and how) and missing in the folder. Asks no server. */
export async function status(cli: Cli, options: StatusOptions): Promise<void> {
  const song = await Song.find(cli);
  const changes = await readChanges(song);
  const unpushed = await listUnpushed(song);
  const conflict = await readConflict(song.folder);
  const lines = await describeAll(song, changes, options.sound ?? true);
  const { terminal } = cli;
  const { owner, name } = song.folder.config;
  terminal.print(`${owner}/${name} on branch ${terminal.colours.bold(song.branch)}`);
  const { head, remote } = song.folder.branch;
  const needsPush = head !== null && head !== remote;
  if (unpushed.length > 0) terminal.print(`${unpushed.length} ${plural(unpushed.length)} to push (beatflow push)`);
  else if (needsPush) terminal.print('The newest version is not on the branch of the server yet (beatflow push)');
  if (conflict)
    terminal.print(`A ${conflict.kind} waits for your choice (beatflow merge --ours | --theirs | --both, or --abort)`);
  for (const line of formatTable(
    lines.map(({ kind, path, words }) => [paint(terminal.colours, kind), path, words]),
    '  ',
  )) {
    terminal.print(line);
  }
  for (const { path, message } of changes.broken)
    terminal.print(`  ${terminal.colours.red('unusable')} ${path}: ${message}`);
  if (lines.length === 0 && changes.broken.length === 0) {
    terminal.print(
      changes.head ? 'Nothing has changed since the last version.' : 'No stems yet: put some into this folder.',
    );
  }
  terminal.facts({
    folder: song.folder.root,
    owner,
    name,
    branch: song.branch,
    head: changes.head?.digest ?? null,
    needsPush,
    unpushed: unpushed.map(({ digest, message }) => ({ digest, message })),
    isClean: !hasChanges(changes) && changes.broken.length === 0,
    conflict: conflict && { kind: conflict.kind, theirs: conflict.theirs },
    stems: lines,
    unusable: changes.broken,
  });
}

interface StatusLine {
  kind: StemChange['kind'];
  path: string;
  name: string;
  words: string;
  sound?: unknown;
}

async function describeAll(song: Song, { stems }: ReadChanges, withSound: boolean): Promise<StatusLine[]> {
  const lines: StatusLine[] = [];
  for (const change of stems) {
    if (change.kind === 'unchanged') continue;
    lines.push(await describe(song, change, withSound));
  }
  return lines;
}

async function describe(song: Song, change: StemChange, withSound: boolean): Promise<StatusLine> {
  switch (change.kind) {
    case 'new': {
      const { file, guess } = change;
      return { kind: 'new', path: file.path, name: guess.name, words: `${guess.stemType} “${guess.name}”` };
    }
    case 'missing':
      return { kind: 'missing', path: change.path, name: change.stem.content.name, words: '' };
    case 'renamed':
      return { kind: 'renamed', path: change.file.path, name: change.name, words: `was “${change.stem.content.name}”` };
    case 'changed': {
      const { words, sound } = withSound ? await describeStemChange(song, change) : { words: '', sound: undefined };
      return { kind: 'changed', path: change.file.path, name: change.stem.content.name, words, sound };
    }
    case 'unchanged':
      return { kind: 'unchanged', path: change.file.path, name: change.stem.content.name, words: '' };
  }
}

function paint(colours: Cli['terminal']['colours'], kind: StemChange['kind']): string {
  if (kind === 'new') return colours.green('new');
  return kind === 'missing' ? colours.red('missing') : colours.yellow(kind);
}

function plural(count: number): string {
  return count === 1 ? 'version' : 'versions';
}
