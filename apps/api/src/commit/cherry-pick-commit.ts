import type { Snapshot } from '@beatflow/history';
import { BeatflowError, type CherryPickInput, type CommitResponse } from '@beatflow/shared';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { applyChange } from './apply-change.ts';
import { readChange } from './read-change.ts';

/** Does again on a branch what a commit changed elsewhere: all of it, or only what it did to some tracks. */
export async function cherryPickCommit(ctx: UserContext, input: CherryPickInput): Promise<CommitResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'write');
  const { commit, head, before, after } = await readChange(repository, input);
  const snapshot = input.trackIds
    ? pickTracks(before.snapshot, after.snapshot, new Set(input.trackIds))
    : after.snapshot;
  return applyChange(ctx, {
    repository,
    branch: input.branch,
    head,
    before: before.snapshot,
    after: { stems: after.stems, snapshot },
    source: commit,
    resolutions: input.resolutions,
    message: input.message || commit.message,
    reason: 'cherry-pick',
  });
}

/** What the commit would hold had it changed these tracks alone. */
function pickTracks(before: Snapshot, after: Snapshot, trackIds: ReadonlySet<string>): Snapshot {
  const known = new Set([...before.tracks, ...after.tracks].map(({ trackId }) => trackId));
  const unknown = [...trackIds].filter((trackId) => !known.has(trackId));
  if (unknown.length > 0) {
    throw new BeatflowError('track-unknown', { trackIds: unknown }, 'This version does not have the track.');
  }
  const earlier = new Map(before.tracks.map((track) => [track.trackId, track]));
  const kept = after.tracks.flatMap((track) =>
    trackIds.has(track.trackId) ? track : (earlier.get(track.trackId) ?? []),
  );
  const there = new Set(after.tracks.map(({ trackId }) => trackId));
  const removed = before.tracks.filter(({ trackId }) => !there.has(trackId) && !trackIds.has(trackId));
  return { ...before, tracks: [...kept, ...removed] };
}
