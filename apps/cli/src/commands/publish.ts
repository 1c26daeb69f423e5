import { CliError } from '../failure/cli-error.ts';
import { reasonOf } from '../failure/refusal.ts';
import { fromServer, type KnownCommit } from '../folder/known-commit.ts';
import type { AudioUpload } from './audio-upload.ts';
import type { Song } from './song.ts';
import { listUnpushed } from './unpushed.ts';

/** Versions, oldest first, and what they begin with. */
export interface Line {
  commits: readonly KnownCommit[];
  /** The parent of the first, which the server has; null where there is none. */
  parent: KnownCommit | null;
}

/**
 * Marks versions that the server has already: a push may have been stopped after the server took them and before that
 * was heard here. Answers those that it does not have, oldest first.
 */
export async function findUnpublished(song: Song): Promise<KnownCommit[]> {
  const waiting = (await listUnpushed(song)).reverse();
  const api = waiting.length > 0 ? await song.openApi() : null;
  while (api && waiting[0]) {
    try {
      const commit = await api.commit.get.query({ repositoryId: song.repositoryId, ref: waiting[0].digest });
      await song.keepVersion(fromServer(commit));
      waiting.shift();
    } catch (err) {
      if (reasonOf(err) === 'not-found') break;
      throw err;
    }
  }
  return waiting;
}

/** Sends versions to a branch whose head is their parent, and lets `keep` note each that the server has taken. */
export async function publish(
  song: Song,
  branch: string,
  { commits, parent }: Line,
  { audio, keep }: { audio: AudioUpload; keep: (version: KnownCommit) => Promise<unknown> },
): Promise<KnownCommit | null> {
  let head = parent;
  for (const commit of commits) {
    await audio.send(commit, head);
    const api = await song.openApi();
    const { message, bpm, keySignature, generationParams, createdAt, digest } = commit;
    const answer = await api.commit.create.mutate({
      repositoryId: song.repositoryId,
      branch,
      expectedHead: head?.id ?? null,
      message,
      bpm,
      keySignature,
      generationParams,
      offline: { createdAt, digest },
      stems: commit.stems.map(({ content }) => content),
    });
    if (answer.digest !== digest) throw new CliError('failed', 'The server made another version of what was sent.');
    head = fromServer(answer);
    await keep(head);
  }
  return head;
}
