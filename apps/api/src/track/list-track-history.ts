import { CommitModel, StemModel } from '@beatflow/db';
import { type CommitGraph, listTopologically } from '@beatflow/history';
import { BeatflowError, type Page, type TrackHistoryInput, type TrackVersionResponse } from '@beatflow/shared';
import { z } from 'zod';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toCommitSummary, toStem } from '../commit/to-commit.ts';
import { formatCursor, invalidCursor, parseCursor } from '../paging/cursor.ts';
import { findStart, trackNotFound } from './find-start.ts';
import { type ChangedTrack, readTrackChanges } from './read-track.ts';

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
  const changes = sortByHistory(graph, start, await readTrackChanges(database.sequelize, repository.id, input.trackId));
  if (changes.length === 0) throw trackNotFound(input.trackId);
  const from = after ? changes.findIndex(({ commitId }) => commitId === after[1]) + 1 : 0;
  if (after && from === 0) throw invalidCursor();
  const shown = changes.slice(from, from + input.limit);
  const last = from + shown.length < changes.length ? shown.at(-1) : undefined;
  return { items: await readVersions(shown), nextCursor: last ? formatCursor([start, last.commitId]) : null };
}

async function isHere(repoId: string, id: string): Promise<boolean> {
  return (await CommitModel.count({ where: { repoId, id } })) > 0;
}

function sortByHistory(graph: CommitGraph, start: string, changes: readonly ChangedTrack[]): ChangedTrack[] {
  const byCommit = new Map(changes.map((change) => [change.commitId, change]));
  return listTopologically(graph, start).flatMap((id) => byCommit.get(id) ?? []);
}

async function readVersions(changes: readonly ChangedTrack[]): Promise<TrackVersionResponse[]> {
  const stemIds = changes.flatMap(({ stemId }) => stemId ?? []);
  const [commits, stems] = await Promise.all([
    CommitModel.findAll({ where: { id: changes.map(({ commitId }) => commitId) } }),
    StemModel.findAll({ where: { id: stemIds }, include: 'audioFile' }),
  ]);
  const commitOf = new Map(commits.map((commit) => [commit.id, commit]));
  const stemOf = new Map(stems.map((stem) => [stem.id, stem]));
  return changes.map(({ commitId, stemId }) => {
    const commit = commitOf.get(commitId);
    const stem = stemId ? stemOf.get(stemId) : null;
    if (!commit || stem === undefined) throw new BeatflowError('internal');
    return { commit: toCommitSummary(commit), stem: stem && toStem(stem) };
  });
}
