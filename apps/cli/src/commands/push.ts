import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { reasonOf } from '../failure/refusal.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { formatBytes } from '../terminal/format-bytes.ts';
import { findServerBranch, type ServerBranch } from './find-server-branch.ts';
import { findUnpublished, type Published, publish } from './publish.ts';
import { requireNoConflict } from './require-state.ts';
import { Song } from './song.ts';
import { findPushed } from './unpushed.ts';

/** Sends the versions of the branch at hand that the server does not have. */
export async function push(cli: Cli): Promise<void> {
  const song = await Song.find(cli);
  const published = await song.lock(() => pushBranch(song));
  const { versions, files, bytes } = published;
  const { head } = song.folder.branch;
  if (versions.length === 0 && !published.hasMoved) cli.terminal.print('Everything is on the server already.');
  for (const { digest, message } of versions) cli.terminal.print(`${digest.slice(0, 7)} ${message}`);
  const sent =
    files === 0 ? 'no audio had to travel' : `${files} ${files === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}`;
  if (versions.length > 0) cli.terminal.print(`Pushed to ${song.branch}: ${sent}.`);
  else if (published.hasMoved) cli.terminal.print(`Pushed to ${song.branch}.`);
  cli.terminal.facts({
    branch: song.branch,
    head,
    versions: versions.map(({ digest, message }) => ({ digest, message })),
    files,
    bytes,
  });
}

/** The same for other commands. */
export async function pushBranch(song: Song): Promise<Published & { hasMoved: boolean }> {
  await requireNoConflict(song);
  const { folder, branch } = song;
  const { head } = folder.branch;
  if (head === null) throw new CliError('failed', 'There is no version to push.', 'Run “beatflow commit” first.');
  const [waiting, there] = await Promise.all([findUnpublished(song), findServerBranch(song, branch)]);
  await requireOwn(song, waiting);
  const base = await findPushed(song);
  const hasMoved = await bringTo(song, there, base?.id ?? null);
  const published = await publish(song, branch, waiting, base);
  await folder.setBranch(branch, { remote: head });
  await dropSide(song);
  return { ...published, hasMoved };
}

/** Nobody pushes what somebody else made: the author is part of a version's digest, and the server takes the caller for it. */
async function requireOwn(song: Song, waiting: readonly KnownCommit[]): Promise<void> {
  const { server } = song.folder.config;
  const { username } = await song.cli.requireCredential(server);
  const foreign = waiting.find(({ authorName }) => username !== '' && authorName !== username);
  if (!foreign) return;
  throw new CliError(
    'signIn',
    `${foreign.authorName} made ${foreign.digest.slice(0, 7)}, and you are signed in as ${username}.`,
    `Run “beatflow login ${server}” as ${foreign.authorName}.`,
  );
}

/** Makes sure that the server's branch is where the new versions begin. Answers whether it had to be moved. */
async function bringTo(song: Song, there: ServerBranch | null, baseId: string | null): Promise<boolean> {
  const api = await song.openApi();
  const { repositoryId, branch } = song;
  if (!there) {
    if (baseId === null) return false;
    await api.branch.create.mutate({ repositoryId, name: branch, from: baseId });
    return true;
  }
  if (there.headCommitId === baseId) return false;
  if (baseId !== null) {
    const ends = { ours: there.headCommitId, theirs: baseId };
    const { kind } = await api.merge.preview.query({ repositoryId, ...ends });
    if (kind === 'fast-forward') {
      const expected = { expectedOurs: ends.ours, expectedTheirs: ends.theirs };
      await api.merge.run.mutate({ repositoryId, branch, theirs: ends.theirs, ...expected, fastForward: true });
      return true;
    }
  }
  const head = await api.commit.get.query({ repositoryId, ref: there.headCommitId });
  throw new CliError(
    'conflict',
    `${head.authorName} pushed “${head.message}” to ${branch} meanwhile.`,
    'Run “beatflow pull” to bring both together, then “beatflow push”. Or keep yours apart: “beatflow switch -c NAME”.',
    { reason: 'branch-moved', head: { digest: head.digest, message: head.message, authorName: head.authorName } },
  );
}

/** What a pull kept on a branch of its own is on the real one now. */
async function dropSide(song: Song): Promise<void> {
  const { folder, branch, repositoryId } = song;
  const { [branch]: side, ...sides } = folder.state.sides ?? {};
  if (side === undefined) return;
  const api = await song.openApi();
  try {
    await api.branch.delete.mutate({ repositoryId, name: side });
  } catch (err) {
    if (reasonOf(err) !== 'not-found') throw err;
  }
  folder.state.sides = sides;
  await folder.saveState();
}
