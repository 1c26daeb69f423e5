import type { CommitGraph } from '@beatflow/history';
import { QueryTypes, type Sequelize } from 'sequelize';

/** What one track is throughout a history: few states, and which of them each commit has. */
export interface TrackStates {
  /** The audio of each state. */
  audioDigests: readonly string[];
  /** The state in the commit of each number of the graph; −1 where the commit does not have the track. */
  stateAt: Int32Array;
}

const ID_LENGTH = 36;

/**
 * Reads what a track is in each commit of a graph. A track has few states and may have a hundred thousand commits, so the
 * commits of each come as one text: making a row of each would take longer than all else.
 */
export async function readTrackStates(sequelize: Sequelize, graph: CommitGraph, trackId: string): Promise<TrackStates> {
  const rows = await sequelize.query<{ audioDigest: string; commitIds: string }>(
    `
    SELECT audio_digest AS "audioDigest", string_agg(commit_id::text, '') AS "commitIds"
    FROM stems WHERE track_id = $1
    GROUP BY audio_digest, name, stem_type, gain_db, pan, muted, generation_params
    `,
    { type: QueryTypes.SELECT, bind: [trackId] },
  );
  const stateAt = new Int32Array(graph.size).fill(-1);
  for (const [state, { commitIds }] of rows.entries()) {
    for (let at = 0; at < commitIds.length; at += ID_LENGTH) {
      // Forks have the track too, in commits of their own.
      const id = commitIds.slice(at, at + ID_LENGTH);
      if (graph.has(id)) stateAt[graph.indexOf(id)] = state;
    }
  }
  return { audioDigests: rows.map(({ audioDigest }) => audioDigest), stateAt };
}

/**
 * Whether a commit changed a track: it is not what it was in any of the commit's parents. A change of position alone is
 * the other tracks' doing as often as its own, and is no state.
 */
export function isTrackChanged(graph: CommitGraph, { stateAt }: TrackStates, index: number): boolean {
  const [first, second] = [graph.firstParentAt(index), graph.secondParentAt(index)];
  const stateOf = (parent: number) => (parent < 0 ? -1 : (stateAt[parent] as number));
  const own = stateOf(index);
  return own !== stateOf(first) && (second < 0 || own !== stateOf(second));
}

/** The audio of a track in a commit; null where the commit does not have the track. */
export function audioOfTrack(graph: CommitGraph, { audioDigests, stateAt }: TrackStates, id: string): string | null {
  return audioDigests[stateAt[graph.indexOf(id)] as number] ?? null;
}
