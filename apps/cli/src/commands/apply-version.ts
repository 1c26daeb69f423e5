import { CliError } from '../failure/cli-error.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import { foldName } from './read-options.ts';
import { requireClean, requireNoConflict, requirePushed } from './require-state.ts';
import { resolveVersion } from './resolve-version.ts';
import { runUndertaking } from './run-merge.ts';
import type { Song } from './song.ts';

interface AppliedVersion {
  kind: 'revert' | 'cherry-pick';
  message: string | undefined;
  /** The stems of which the change is wanted; of all where there are none. */
  only?: readonly string[] | undefined;
}

/** Does again or undoes what a version changed, as a new version on the branch at hand. */
export async function applyVersion(song: Song, ref: string, { kind, message, only }: AppliedVersion): Promise<void> {
  const made = await song.lock(async () => {
    await requireNoConflict(song);
    await requireClean(song);
    await requirePushed(song);
    const head = (await song.folder.findHead())!;
    const version = await resolveVersion(song, ref);
    if (version.id === null) throw new CliError('conflict', 'This version is not on the server yet.');
    return runUndertaking(song, {
      kind,
      serverBranch: song.branch,
      theirs: version.id,
      ...(only && { trackIds: await findTracks(song, version, only) }),
      oursId: head.id!,
      theirsId: version.id,
      remote: song.folder.branch.remote,
      message: message ?? null,
      resolutions: [],
    });
  });
  song.cli.terminal.print(`${made.digest.slice(0, 7)} ${made.message}`);
  song.cli.terminal.facts({ branch: song.branch, head: made.digest, message: made.message });
}

/** The tracks of stems by their names, also of those that the version took away. */
async function findTracks(song: Song, version: KnownCommit, names: readonly string[]): Promise<string[]> {
  const before = version.parentId === null ? [] : (await song.getVersion(version.parentId)).stems;
  const stems = [...version.stems, ...before];
  return names.map((name) => {
    const stem = stems.find(({ content }) => foldName(content.name) === foldName(name));
    if (stem) return stem.content.trackId;
    const known = version.stems.map(({ content }) => content.name).join(', ');
    throw new CliError('notFound', `This version has no stem “${name}”.`, `It has: ${known}.`);
  });
}
