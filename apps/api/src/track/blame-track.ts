import { CommitModel, StemModel } from '@beatflow/db';
import { type BlameSource, type CommitGraph, computeBlame } from '@beatflow/history';
import { BeatflowError, type BlameResponse, type BlameTrackInput } from '@beatflow/shared';
import type { Context } from '../access/context.ts';
import { requireAccess } from '../access/require-access.ts';
import { toCommitSummary } from '../commit/to-commit.ts';
import { alignTrack } from './align-track.ts';
import { findStart, trackNotFound } from './find-start.ts';
import { audioOfTrack, readTrackStates, type TrackStates } from './read-track.ts';

/** Tells for each frame of a track's audio which commit brought it in. */
export async function blameTrack(ctx: Context, input: BlameTrackInput): Promise<BlameResponse> {
  const repository = await requireAccess(ctx, input.repositoryId, 'read');
  const commit = await findStart(repository, input.ref);
  const stem = await StemModel.findOne({
    where: { commitId: commit.id, trackId: input.trackId },
    include: 'audioFile',
  });
  if (!stem) throw trackNotFound(input.trackId);
  if (!stem.audioFile) throw new BeatflowError('internal');
  const { graphs, database } = ctx.services;
  const graph = await graphs.load(repository.id, [commit.id]);
  const states = await readTrackStates(database.sequelize, graph, input.trackId);
  const { frames, sampleRate } = stem.audioFile;
  const align = await alignTrack(ctx.services, graph, states, commit.id);
  const ranges = await computeBlame(toSource(graph, states, align), commit.id, frames);
  return { frames, sampleRate, stemId: stem.id, ranges, commits: await readCommits(ranges) };
}

function toSource(graph: CommitGraph, states: TrackStates, align: BlameSource['align']): BlameSource {
  return {
    async getVersion(commitId) {
      const audioDigest = audioOfTrack(graph, states, commitId);
      if (audioDigest === null) return null;
      const generation = graph.generationAt(graph.indexOf(commitId));
      return { commitId, audioDigest, generation, parentIds: graph.parentIdsOf(commitId) };
    },
    align,
  };
}

/** The commits that ranges name, in order of their first range. */
async function readCommits(ranges: readonly { commitId: string }[]): Promise<BlameResponse['commits']> {
  const ids = [...new Set(ranges.map(({ commitId }) => commitId))];
  const commits = new Map((await CommitModel.findAll({ where: { id: ids } })).map((commit) => [commit.id, commit]));
  return ids.flatMap((id) => commits.get(id) ?? []).map(toCommitSummary);
}
