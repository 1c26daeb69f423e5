import type { Cli } from '../cli.ts';
import { CliError } from '../failure/cli-error.ts';
import { mergeVersion } from './merge.ts';
import { Song } from './song.ts';

interface UpstreamOptions {
  merge?: boolean;
  message?: string;
}

/** Says how a fork stands to its original, or brings the original's newest version into the branch at hand. */
export async function upstream(cli: Cli, { merge, message }: UpstreamOptions): Promise<void> {
  const song = await Song.find(cli);
  const { repositoryId } = song;
  const api = await song.openApi();
  const original = await api.repository.upstream.query({ repositoryId });
  if (!original) throw new CliError('notFound', 'This song was not forked from one that you may see.');
  const { ownerUsername, name, branch, ahead, behind } = original;
  const label = `${ownerUsername}/${name}`;
  if (merge) {
    const { repositoryId: fromRepositoryId } = original;
    const { headCommitId } = await api.repository.fetch.mutate({ repositoryId, fromRepositoryId, branch });
    return song.lock(() =>
      mergeVersion(song, headCommitId, { message: message ?? `Merge ${branch} of ${label}` }, label),
    );
  }
  cli.terminal.print(`${label} (${branch}): ${behind} new there, ${ahead} only here.`);
  if (behind > 0) cli.terminal.say('Run “beatflow upstream --merge” to bring what is new.');
  cli.terminal.facts({ owner: ownerUsername, name, branch, ahead, behind });
}
