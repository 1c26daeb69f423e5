import { StemModel } from '@beatflow/db';
import type { CommitCreate, CommitResponse } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { UserContext } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { type Parent, toCommitContent, toParent } from './commit-content.ts';
import { lockBranch } from './lock-branch.ts';
import { moveBranch } from './move-branch.ts';
import { requireKnownTracks } from './require-known-tracks.ts';
import { requireUsableAudio } from './require-usable-audio.ts';
import { assignTracks } from './stem-content.ts';
import { toCommit } from './to-commit.ts';
import { writeCommit } from './write-commit.ts';

/** Makes a new version on a branch: the commit, its stems and the branch's move, all or nothing. */
export async function createCommit(ctx: UserContext, input: CommitCreate): Promise<CommitResponse> {
  const { caller, services } = ctx;
  const { repositoryId } = input;
  await requireAccess(ctx, repositoryId, 'write');
  return services.database.transaction(async (transaction) => {
    const place = await lockBranch(repositoryId, input.branch, input.expectedHead, transaction);
    const parent = place.head && toParent(place.head, await readStems(place.head.id, transaction));
    await requireKnownTracks(repositoryId, listForeignTracks(input, parent), transaction);
    const stems = assignTracks(input.stems, parent?.stems ?? []);
    const audio = await requireUsableAudio(caller, stems, transaction);
    const content = toCommitContent(caller.username, input, parent, stems);
    const written = await writeCommit(
      content,
      { repositoryId, parent: place.head, author: caller, audio },
      transaction,
    );
    await moveBranch(place, { to: written.commit, actor: caller, reason: 'push' }, transaction);
    return toCommit(written.commit, written.stems);
  });
}

function readStems(commitId: string, transaction: Transaction): Promise<StemModel[]> {
  return StemModel.findAll({ where: { commitId }, order: ['position'], transaction });
}

// The parent's tracks are known to be known; only what comes from elsewhere has to be looked up.
function listForeignTracks({ stems }: CommitCreate, parent: Parent | null): string[] {
  const known = new Set(parent?.stems.map(({ trackId }) => trackId));
  return stems.flatMap(({ trackId }) => (trackId && !known.has(trackId) ? [trackId] : []));
}
