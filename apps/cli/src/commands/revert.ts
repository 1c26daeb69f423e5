import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { requireClean, requireNoConflict, requirePushed } from './require-state.ts';
import { resolveVersion } from './resolve-version.ts';
import { runUndertaking } from './run-merge.ts';
import { Song } from './song.ts';

/** Undoes what a version changed, as a new version on the branch at hand; what came after it stays. */
export async function revert(cli: Cli, ref: string, { message }: { message?: string }): Promise<void> {
  const song = await Song.find(cli);
  const made = await song.lock(async () => {
    await requireNoConflict(song);
    await requireClean(song);
    await requirePushed(song);
    const head = (await song.folder.findHead())!;
    const version = await resolveVersion(song, ref);
    if (version.id === null) throw new CliError('conflict', 'This version is not on the server yet.');
    return runUndertaking(song, {
      kind: 'revert',
      serverBranch: song.branch,
      theirs: version.id,
      oursId: head.id!,
      theirsId: version.id,
      remote: song.folder.branch.remote,
      message: message ?? null,
      resolutions: [],
    });
  });
  cli.terminal.print(`${made.digest.slice(0, 7)} ${made.message}`);
  cli.terminal.facts({ branch: song.branch, head: made.digest, message: made.message });
}
