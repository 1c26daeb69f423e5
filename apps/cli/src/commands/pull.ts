import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { AudioUpload } from './audio-upload.ts';
import { findServerBranch } from './find-server-branch.ts';
import { findUnpublished, publish } from './publish.ts';
import { hasChanges, readChanges } from './read-changes.ts';
import { requireNoConflict } from './require-state.ts';
import { runUndertaking } from './run-merge.ts';
import { Song } from './song.ts';
import { findPushed } from './unpushed.ts';

/** Brings what others pushed to the branch at hand; where both went on, both are merged. */
export async function pull(cli: Cli): Promise<void> {
  const song = await Song.find(cli);
  const pulled = await song.lock(() => pullBranch(song));
  const { terminal } = cli;
  const { head } = song.folder.branch;
  if (pulled.kind === 'up-to-date') terminal.print('Nothing new on the server.');
  if (pulled.kind === 'fast-forward') {
    terminal.print(`${pulled.head.digest.slice(0, 7)} ${pulled.head.message}`);
    const files = [
      ...pulled.written.map((path) => `  ${path}`),
      ...pulled.removed.map((path) => `  ${path} (removed)`),
    ];
    for (const line of files) terminal.print(line);
  }
  if (pulled.kind === 'merge') {
    terminal.print(`${pulled.head.digest.slice(0, 7)} ${pulled.head.message}`);
    terminal.say('Both are brought together. Run “beatflow push” to share it.');
  }
  terminal.facts({ branch: song.branch, kind: pulled.kind, head, written: pulled.written, removed: pulled.removed });
}

type Pulled = { written: string[]; removed: string[] } & (
  | { kind: 'up-to-date' }
  | { kind: 'fast-forward' | 'merge'; head: KnownCommit }
);

async function pullBranch(song: Song): Promise<Pulled> {
  await requireNoConflict(song);
  const { folder, branch, repositoryId } = song;
  const [there, waiting] = await Promise.all([findServerBranch(song, branch), findUnpublished(song)]);
  if (!there) {
    if (folder.branch.remote === null) return nothing;
    throw new CliError('notFound', `The server has no branch ${branch} any more.`, `“beatflow push” makes it again.`);
  }
  const base = await findPushed(song);
  const theirs = await song.getVersion(there.headCommitId);
  if (base?.id === theirs.id) {
    await folder.setBranch(branch, { remote: theirs.digest });
    return nothing;
  }
  const api = await song.openApi();
  const kind =
    base === null
      ? waiting.length === 0
        ? 'fast-forward'
        : 'unrelated'
      : (await api.merge.preview.query({ repositoryId, ours: base.id!, theirs: theirs.id! })).kind;
  if (kind === 'up-to-date') return nothing;
  if (kind === 'unrelated') {
    throw new CliError(
      'conflict',
      'The server has a first version of its own, and so have you.',
      'Clone the song into another folder, and copy your stems there.',
    );
  }
  if (kind === 'fast-forward' && waiting.length === 0) {
    const moved = await song.moveTo(branch, theirs, theirs.digest);
    return { kind: 'fast-forward', head: theirs, ...moved };
  }
  return mergeTheirs(song, { waiting, base: base!, theirs });
}

const nothing: Pulled = { kind: 'up-to-date', written: [], removed: [] };

interface TwoLines {
  waiting: readonly KnownCommit[];
  base: KnownCommit;
  theirs: KnownCommit;
}

/** Merges on a branch of the server that keeps what was made here, so that the branch itself moves only by a push. */
async function mergeTheirs(song: Song, { waiting, base, theirs }: TwoLines): Promise<Pulled> {
  const { folder, branch, repositoryId } = song;
  const changes = await readChanges(song);
  if (hasChanges(changes)) {
    throw new CliError(
      'conflict',
      'Others pushed meanwhile, and your folder has changes.',
      'Run “beatflow commit” first.',
    );
  }
  const api = await song.openApi();
  const { username } = await song.cli.requireCredential(folder.config.server);
  const ours = waiting.at(-1) ?? base;
  const side = `${branch}-${username}-${ours.digest.slice(0, 7)}`;
  await dropOldSide(song, side);
  await api.branch.create.mutate({ repositoryId, name: side, from: base.id! });
  folder.state.sides = { ...folder.state.sides, [branch]: side };
  await folder.saveState();
  const options = { audio: new AudioUpload(song), keep: (version: KnownCommit) => song.keepVersion(version) };
  const pushed = await publish(song, side, { commits: waiting, parent: base }, options);
  const head = await runUndertaking(song, {
    kind: 'pull',
    serverBranch: side,
    theirs: theirs.id!,
    oursId: pushed!.id!,
    theirsId: theirs.id!,
    remote: theirs.digest,
    message: `Merge ${branch} of ${theirs.authorName}`,
    resolutions: [],
  });
  return { kind: 'merge', head, written: [], removed: [] };
}

/** A pull that was stopped, or given up, may have left its branch. */
async function dropOldSide(song: Song, next: string): Promise<void> {
  const api = await song.openApi();
  for (const name of new Set([song.folder.state.sides?.[song.branch], next])) {
    if (name === undefined || !(await findServerBranch(song, name))) continue;
    await api.branch.delete.mutate({ repositoryId: song.repositoryId, name });
  }
}
