import { CommitModel, StemModel } from '@beatflow/db';
import { listTopologically } from '@beatflow/history';
import { BeatflowError, type Page, type TrackHistoryInput, type TrackVersionResponse } from '@beatflow/shared';
import { z } from 'zod';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toCommitSummary, toStem } from '../commit/to-commit.ts';
import { formatCursor, invalidCursor, parseCursor } from '../paging/cursor.ts';
import { findStart, trackNotFound } from './find-start.ts';
import { isTrackChanged, readTrackStates } from './read-track.ts';

/** Where the list began, and the last commit shown: so it goes on unmoved when the branch moves. */
const place = z.tuple([z.uuid(), z.uuid()]);

/** Every version of one track that a ref reaches, newest first, children before parents. */
export async function listTrackHistory(ctx: Context, input: TrackHistoryInput): Promise<Page<TrackVersionResponse>> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const after = parseCursor(place, input.cursor);
  const start = after ? after[0] : (await findStart(repository, input.ref)).id;
  if (after && !(await isHere(repository.id, start))) throw invalidCursor();
  const { graphs, database } = ctx.services;
  const graph = await graphs.load(repository.id, [start]);
  const states = await readTrackStates(database.sequelize, graph, input.trackId);
  const changes = listTopologically(graph, start).filter((id) => isTrackChanged(graph, states, graph.indexOf(id)));
  if (changes.length === 0) throw trackNotFound(input.trackId);
  const from = after ? changes.indexOf(after[1]) + 1 : 0;
  if (after && from === 0) throw invalidCursor();
  const shown = changes.slice(from, from + input.limit);
  const last = from + shown.length < changes.length ? shown.at(-1) : undefined;
  return {
    items: await readVersions(input.trackId, shown),
    nextCursor: last ? formatCursor([start, last]) : null,
  };
}

async function isHere(repoId: string, id: string): Promise<boolean> {
  return (await CommitModel.count({ where: { repoId, id } })) > 0;
}

/** Where the track was removed there is no stem. */
async function readVersions(trackId: string, commitIds: string[]): Promise<TrackVersionResponse[]> {
  const [commits, stems] = await Promise.all([
    CommitModel.findAll({ where: { id: commitIds } }),
    StemModel.findAll({ where: { commitId: commitIds, trackId }, include: 'audioFile' }),
  ]);
  const commitOf = new Map(commits.map((commit) => [commit.id, commit]));
  const stemOf = new Map(stems.map((stem) => [stem.commitId, stem]));
  return commitIds.map((id) => {
    const [commit, stem] = [commitOf.get(id), stemOf.get(id)];
    if (!commit) throw new BeatflowError('internal');
    return { commit: toCommitSummary(commit), stem: stem ? toStem(stem) : null };
  });
}
