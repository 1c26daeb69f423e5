import { branchName } from '@beatflow/shared';
import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { isConnectionProblem } from '../failure/describe-failure.ts';
import { reasonOf } from '../failure/refusal.ts';
import { formatTable } from '../terminal/format-table.ts';
import { formatInstant } from '../terminal/format-time.ts';
import { listServerBranches } from './find-server-branch.ts';
import { readWith } from './read-options.ts';
import { requireNoConflict } from './require-state.ts';
import { resolveVersion } from './resolve-version.ts';
import { Song } from './song.ts';

interface BranchOptions {
  delete?: string;
  rename?: string;
}

/** Lists branches, makes one, renames the one at hand, or deletes one. */
export async function branch(
  cli: Cli,
  name: string | undefined,
  from: string | undefined,
  options: BranchOptions,
): Promise<void> {
  const song = await Song.find(cli);
  if (options.delete !== undefined) return song.lock(() => remove(song, options.delete!));
  if (options.rename !== undefined) return song.lock(() => rename(song, options.rename!));
  if (name === undefined) return list(song);
  await song.lock(() => make(song, name, from));
  cli.terminal.print(`Made branch ${name}. “beatflow switch ${name}” goes there.`);
  cli.terminal.facts({ branch: name, head: song.folder.state.branches[name]?.head ?? null });
}

/** Makes a branch in this folder; the server gets it with the first push, or at once where it knows the version. */
export async function make(song: Song, name: string, from: string | undefined): Promise<void> {
  readWith(branchName, name, 'A branch');
  if (song.folder.state.branches[name]) throw nameTaken(name);
  const head = await resolveVersion(song, from);
  let remote: string | null = null;
  if (head.id !== null) {
    try {
      await (await song.openApi()).branch.create.mutate({ repositoryId: song.repositoryId, name, from: head.id });
      remote = head.digest;
    } catch (err) {
      // Whoever is on a train, or may only read, tries an idea all the same.
      if (!isConnectionProblem(err) && reasonOf(err) !== 'forbidden') throw err;
    }
  }
  await song.folder.setBranch(name, { head: head.digest, remote });
}

async function list(song: Song): Promise<void> {
  const { state } = song.folder;
  const { terminal } = song.cli;
  const there = await listServerBranches(song).catch((err: unknown) => {
    if (isConnectionProblem(err)) return null;
    throw err;
  });
  const names = [...new Set([...Object.keys(state.branches), ...(there ?? []).map(({ name }) => name)])].sort();
  const facts = names.map((name) => {
    const server = there?.find((branch) => branch.name === name);
    const local = state.branches[name];
    return {
      name,
      isAtHand: name === state.branch,
      isHere: local !== undefined,
      isOnServer: there === null ? null : server !== undefined,
      isDefault: server?.isDefault ?? null,
      isProtected: server?.isProtected ?? null,
      head: server?.head ?? null,
    };
  });
  const rows = facts.map(({ name, isAtHand, isOnServer, isProtected, head }) => [
    isAtHand ? terminal.colours.green(`* ${name}`) : `  ${name}`,
    head
      ? `${formatInstant(head.createdAt)} ${head.authorName}: ${head.message}`
      : isOnServer === false
        ? 'not pushed'
        : '',
    isProtected ? 'protected' : '',
  ]);
  for (const line of formatTable(rows)) terminal.print(line);
  if (there === null) terminal.say('The server cannot be reached: only what is known here is shown.');
  terminal.facts(facts);
}

async function remove(song: Song, name: string): Promise<void> {
  const { folder, repositoryId, cli } = song;
  if (name === song.branch) throw new CliError('conflict', `You are on ${name}.`, 'Switch to another branch first.');
  const deleted = await (await song.openApi()).branch.delete.mutate({ repositoryId, name }).catch((err: unknown) => {
    if (reasonOf(err) === 'not-found' && folder.state.branches[name]) return null;
    throw err;
  });
  const { [name]: _, ...branches } = folder.state.branches;
  folder.state.branches = branches;
  await folder.saveState();
  const commit = deleted?.headCommitId ?? null;
  const undo = commit === null ? '' : ` “beatflow branch ${name} ${commit}” brings it back.`;
  cli.terminal.print(`Deleted branch ${name}.${undo}`);
  cli.terminal.facts({ deleted: name, headCommitId: commit });
}

async function rename(song: Song, newName: string): Promise<void> {
  await requireNoConflict(song);
  readWith(branchName, newName, 'A branch');
  const { folder, repositoryId, branch: name, cli } = song;
  if (folder.state.branches[newName]) throw nameTaken(newName);
  const { [name]: own, ...branches } = folder.state.branches;
  if (own?.remote) await (await song.openApi()).branch.rename.mutate({ repositoryId, name, newName });
  folder.state.branches = { ...branches, [newName]: own ?? { head: null, remote: null } };
  folder.state.branch = newName;
  await folder.saveState();
  cli.terminal.print(`${name} is called ${newName} now.`);
  cli.terminal.facts({ branch: newName, was: name });
}

function nameTaken(name: string): CliError {
  return new CliError('conflict', `There is a branch ${name} already.`, 'Choose another name.');
}
