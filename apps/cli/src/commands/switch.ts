import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { make } from './branch.ts';
import { findServerBranch } from './find-server-branch.ts';
import { requireNoConflict } from './require-state.ts';
import { Song } from './song.ts';

interface SwitchOptions {
  create?: boolean;
}

/** Goes to another branch: the folder holds its newest version. */
export async function switchBranch(cli: Cli, name: string, { create = false }: SwitchOptions): Promise<void> {
  const song = await Song.find(cli);
  const { written, removed } = await song.lock(() => go(song, name, create));
  cli.terminal.print(`On branch ${name}.`);
  for (const path of written) cli.terminal.print(`  ${path}`);
  for (const path of removed) cli.terminal.print(`  ${path} (removed)`);
  cli.terminal.facts({ branch: name, head: song.folder.branch.head, written, removed });
}

async function go(song: Song, name: string, create: boolean) {
  await requireNoConflict(song);
  const { folder } = song;
  if (create) {
    // The folder holds the same version before and after, so that work which is not committed comes along.
    await make(song, name, undefined);
    folder.state.branch = name;
    await folder.saveState();
    return { written: [], removed: [] };
  }
  const known = folder.state.branches[name];
  if (known) return song.moveTo(name, known.head === null ? null : await folder.commits.get(known.head), known.remote);
  const there = await findServerBranch(song, name);
  if (!there) throw new CliError('notFound', `There is no branch ${name}.`, `“beatflow switch -c ${name}” makes it.`);
  const head = await song.getVersion(there.headCommitId);
  return song.moveTo(name, head, head.digest);
}
