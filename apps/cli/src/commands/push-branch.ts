import { CliError } from '../failure/cli-error.ts';
import { reasonOf } from '../failure/refusal.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { UNASKED_BYTES } from '../server/fresh-chunks.ts';
import { AudioUpload } from './audio-upload.ts';
import { findServerBranch, type ServerBranch } from './find-server-branch.ts';
import { findUnpublished, type Line, publish } from './publish.ts';
import { requireNoConflict } from './require-state.ts';
import type { Song } from './song.ts';
import { findPushed, listUnpushed } from './unpushed.ts';

/** What a push did. */
interface Pushed {
  /** Those that the server took. */
  versions: KnownCommit[];
  hasMoved: boolean;
  audio: AudioUpload;
}

/** Sends the versions of the branch at hand that the server does not have. */
export async function pushBranch(song: Song): Promise<Pushed> {
  await requireNoConflict(song);
  const { folder, branch } = song;
  const { head } = folder.branch;
  if (head === null) throw new CliError('failed', 'There is no version to push.', 'Run “beatflow commit” first.');
  const pushed: Pushed = { versions: [], hasMoved: false, audio: new AudioUpload(song) };
  if (!(await pushUnasked(song, pushed))) await pushAsking(song, pushed);
  if (folder.branch.remote !== head) await folder.setBranch(branch, { remote: head });
  await dropSide(song);
  return pushed;
}

/**
 * Sends what is little without asking where the server's branch is: most times it is where it was, and else the server
 * refuses. Answers whether that did.
 */
async function pushUnasked(song: Song, pushed: Pushed): Promise<boolean> {
  const { folder, branch } = song;
  const commits = (await listUnpushed(song)).reverse();
  const parent = await findPushed(song);
  if (commits.length === 0 || parent?.digest !== folder.branch.remote) return false;
  if ((await findForeign(song, commits)) || !(await isLittle(pushed.audio, { commits, parent }))) return false;
  try {
    await publishTo(song, branch, { commits, parent }, pushed);
    return true;
  } catch (err) {
    if (!hasMoved.has(reasonOf(err))) throw err;
    return false;
  }
}

const hasMoved = new Set<string | null>(['branch-moved', 'not-found']);

async function isLittle(audio: AudioUpload, { commits, parent }: Line): Promise<boolean> {
  let bytes = 0;
  for (const [at, commit] of commits.entries()) bytes += await audio.foresee(commit, commits[at - 1] ?? parent);
  return bytes <= UNASKED_BYTES;
}

/** Looks first what the server has, and where its branch is. */
async function pushAsking(song: Song, pushed: Pushed): Promise<void> {
  const { branch } = song;
  const [commits, there] = await Promise.all([findUnpublished(song), findServerBranch(song, branch)]);
  await requireOwn(song, commits);
  const parent = await findPushed(song);
  pushed.hasMoved = await bringTo(song, there, parent?.id ?? null);
  await publishTo(song, branch, { commits, parent }, pushed);
}

async function publishTo(song: Song, branch: string, line: Line, { audio, versions }: Pushed): Promise<void> {
  const keep = async (version: KnownCommit) => {
    versions.push(version);
    await Promise.all([song.keepVersion(version), song.folder.setBranch(branch, { remote: version.digest })]);
  };
  await publish(song, branch, line, { audio, keep });
}

/** Nobody pushes what somebody else made: the author is part of a version's digest, and the server takes the caller for it. */
async function requireOwn(song: Song, commits: readonly KnownCommit[]): Promise<void> {
  const { server } = song.folder.config;
  const foreign = await findForeign(song, commits);
  if (!foreign) return;
  const { username } = await song.cli.requireCredential(server);
  throw new CliError(
    'signIn',
    `${foreign.authorName} made ${foreign.digest.slice(0, 7)}, and you are signed in as ${username}.`,
    `Run “beatflow login ${server}” as ${foreign.authorName}.`,
  );
}

async function findForeign(song: Song, commits: readonly KnownCommit[]): Promise<KnownCommit | undefined> {
  const { username } = await song.cli.requireCredential(song.folder.config.server);
  return commits.find(({ authorName }) => username !== '' && authorName !== username);
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
