import { CliError } from '../failure/cli-error.ts';
import { reasonOf } from '../failure/refusal.ts';
import { fromServer, type KnownCommit } from '../folder/known-commit.ts';
import { Progress } from '../terminal/progress.ts';
import type { Song } from './song.ts';
import { listUnpushed } from './unpushed.ts';

const AT_ONCE = 3;

/** What travelled. */
export interface Published {
  versions: KnownCommit[];
  files: number;
  bytes: number;
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

/** Sends versions, oldest first, to a branch whose head is the parent of the first. */
export async function publish(
  song: Song,
  branch: string,
  commits: readonly KnownCommit[],
  parent: KnownCommit | null,
): Promise<Published> {
  const api = await song.openApi();
  const published: Published = { versions: [], files: 0, bytes: 0 };
  let head = parent;
  for (const commit of commits) {
    const sent = await uploadAudio(song, commit, head);
    published.files += sent.files;
    published.bytes += sent.bytes;
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
    head = await song.keepVersion(fromServer(answer));
    published.versions.push(head);
  }
  return published;
}

/** Sends the audio of a version that the server does not have from this user. */
async function uploadAudio(song: Song, commit: KnownCommit, parent: KnownCommit | null) {
  // What the parent names may be named again without asking.
  const known = new Set(parent?.stems.map(({ content }) => content.audioDigest));
  const tracks = new Set(parent?.stems.map(({ content }) => content.trackId));
  const wanted = new Map(commit.stems.map((stem) => [stem.content.audioDigest, stem]));
  const queue = [...wanted.values()].filter(({ content }) => !known.has(content.audioDigest));
  const { audio } = await song.openRemote();
  const progress = new Progress(song.cli.terminal, 'Pushing');
  const sent = { files: 0, bytes: 0 };
  const sendNext = async (): Promise<void> => {
    for (let stem = queue.shift(); stem; stem = queue.shift()) {
      const file = { digest: stem.content.audioDigest, sizeBytes: stem.audio.sizeBytes };
      const offset = await audio.findOffset(file);
      if (offset === 'whole') continue;
      progress.expect(file.sizeBytes, offset);
      sent.files += 1;
      const isSimilar = tracks.has(stem.content.trackId);
      await audio.upload(await song.folder.objects.unpack(file.digest), file, { offset, isSimilar }, (bytes, how) => {
        if (how === 'sent') sent.bytes += bytes;
        progress.advance(bytes, how);
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  } finally {
    progress.end();
  }
  return sent;
}
