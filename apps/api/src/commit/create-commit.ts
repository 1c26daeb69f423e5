import { CommitModel } from '@beatflow/db';
import {
  compareSnapshots,
  isEqualSnapshot,
  type Snapshot,
  type SoundOfTrack,
  summarizeChanges,
  summarizeFirst,
} from '@beatflow/history';
import { BeatflowError, type CommitCreate, type CommitResponse } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { lockBranch } from '../branch/lock-branch.ts';
import { moveBranch } from '../branch/move-branch.ts';
import { requireMovable } from '../branch/require-movable.ts';
import { toCommitContent } from './commit-content.ts';
import { foreseeSounds } from './foresee-sounds.ts';
import { prepareSounds } from './prepare-sounds.ts';
import { readVersion } from './read-version.ts';
import { requireKnownTracks } from './require-known-tracks.ts';
import { requireUsableAudio } from './require-usable-audio.ts';
import { assignTracks } from './stem-content.ts';
import { toCommit } from './to-commit.ts';
import { requireDigest, writeCommit } from './write-commit.ts';

/** Makes a new version on a branch: the commit, its stems and the branch's move, all or nothing. */
export async function createCommit(ctx: UserContext, input: CommitCreate): Promise<CommitResponse> {
  const { caller, services } = ctx;
  const { repositoryId } = input;
  const { role } = await requireAccess(ctx, repositoryId, 'write');
  const sounds = input.message ? undefined : await foreseeSounds(ctx, input);
  const written = await services.database.transaction(async (transaction) => {
    const place = await lockBranch(repositoryId, input.branch, input.expectedHead, transaction);
    requireMovable(place, role, 'push');
    const parent = place.head;
    const before = parent && (await readVersion(parent, transaction)).snapshot;
    if (input.offline) requireTracks(input);
    else await requireKnownTracks(repositoryId, listForeignTracks(input, before), transaction);
    const after = toSnapshot(input, before);
    const audio = await requireUsableAudio(caller, after.tracks, transaction);
    if (before && isEqualSnapshot(before, after)) throw new BeatflowError('commit-unchanged');
    const message = input.message || summarize(before, after, sounds);
    const content = toCommitContent(after, {
      authorName: caller.username,
      message,
      parent,
      createdAt: input.offline?.createdAt,
    });
    if (input.offline) requireDigest(content, input.offline.digest);
    const known = input.offline && (await findVersion(repositoryId, input.offline.digest, transaction));
    const made = known ?? (await writeCommit(content, { repositoryId, parent, author: caller, audio }, transaction));
    await moveBranch(place, { to: made.commit, actor: caller, reason: 'push' }, transaction);
    return made;
  });
  if (input.expectedHead) prepareSounds(services, [input.expectedHead], written.stems);
  return toCommit(written.commit, written.stems);
}

/** A version that came here on another branch: its digest says that it is the same, so this branch moves to it. */
async function findVersion(repoId: string, digest: string, transaction: Transaction) {
  const commit = await CommitModel.findOne({ where: { repoId, digest }, transaction });
  return commit && readVersion(commit, transaction);
}

/** Whoever knew what to call a commit before we did knew its tracks and its message too. */
function requireTracks({ stems, message }: CommitCreate): void {
  if (!message || stems.some(({ trackId }) => !trackId)) {
    throw new BeatflowError(
      'input-invalid',
      { field: 'offline' },
      'A version made offline names its tracks and message.',
    );
  }
}

function toSnapshot({ bpm, keySignature, generationParams, stems }: CommitCreate, before: Snapshot | null): Snapshot {
  return {
    bpm: bpm ?? null,
    keySignature: keySignature ?? null,
    generationParams: generationParams ?? null,
    tracks: assignTracks(stems, before?.tracks ?? []),
  };
}

function summarize(
  before: Snapshot | null,
  after: Snapshot,
  sounds: ReadonlyMap<string, SoundOfTrack> | undefined,
): string {
  return before ? summarizeChanges(compareSnapshots(before, after), sounds) : summarizeFirst(after);
}

// The parent's tracks are known to be known; only what comes from elsewhere has to be looked up.
function listForeignTracks({ stems }: CommitCreate, before: Snapshot | null): string[] {
  const known = new Set(before?.tracks.map(({ trackId }) => trackId));
  return stems.flatMap(({ trackId }) => (trackId && !known.has(trackId) ? [trackId] : []));
}
