import { CliError } from '../failure/cli-error.ts';
import type { KnownCommit } from '../folder/known-commit.ts';
import type { Song } from './song.ts';
import { listUnpushed } from './unpushed.ts';

/** The version that a word names: a branch of this folder, one that waits for a push, else what the server says. */
export async function resolveVersion(song: Song, ref: string | undefined): Promise<KnownCommit> {
  const { folder } = song;
  if (ref === undefined || ref === 'HEAD') {
    const head = await folder.findHead();
    if (head) return head;
    throw new CliError('notFound', 'There is no version yet.', 'Run “beatflow commit” first.');
  }
  const local = folder.state.branches[ref];
  if (local?.head) return folder.commits.get(local.head);
  const digest = /^[0-9a-f]{7,64}$/i.test(ref) ? ref.toLowerCase() : null;
  const waiting =
    digest === null ? [] : (await listUnpushed(song)).filter((commit) => commit.digest.startsWith(digest));
  if (waiting.length > 1) throw new CliError('usage', `${ref} fits more than one version.`, 'Give more digits.');
  return waiting[0] ?? song.getVersion(ref);
}
