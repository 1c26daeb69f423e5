import { QueryTypes, type Sequelize } from 'sequelize';

/** One commit in which a track is not what it was in any of the commit's parents. */
export interface ChangedTrack {
  commitId: string;
  /** Null where the track was removed. */
  stemId: string | null;
}

/**
 * All commits of a repository that changed a track, in no order: a merge only when it took the track from neither side as
 * it was. A change of position alone is the other tracks' doing as often as its own, and does not count.
 */
export function readTrackChanges(sequelize: Sequelize, repositoryId: string, trackId: string): Promise<ChangedTrack[]> {
  return sequelize.query<ChangedTrack>(
    `
    WITH version AS MATERIALIZED (
      SELECT s.commit_id, s.id,
        ROW(s.audio_digest, s.name, s.stem_type, s.gain_db, s.pan, s.muted, s.generation_params) AS state
      FROM stems s JOIN commits c ON c.id = s.commit_id
      WHERE s.track_id = :trackId AND c.repo_id = :repositoryId
    )
    SELECT c.id AS "commitId", own.id AS "stemId"
    FROM commits c
      LEFT JOIN version own ON own.commit_id = c.id
      LEFT JOIN version first ON first.commit_id = c.parent_commit_id
      LEFT JOIN version second ON second.commit_id = c.merge_parent_commit_id
    WHERE c.repo_id = :repositoryId
      AND (own.state IS DISTINCT FROM first.state)
      AND (c.merge_parent_commit_id IS NULL OR own.state IS DISTINCT FROM second.state)
    `,
    { type: QueryTypes.SELECT, replacements: { repositoryId, trackId } },
  );
}

/** The audio of a track in each commit that has it. */
export async function readTrackAudio(
  sequelize: Sequelize,
  repositoryId: string,
  trackId: string,
): Promise<Map<string, string>> {
  const rows = await sequelize.query<{ commitId: string; audioDigest: string }>(
    `
    SELECT s.commit_id AS "commitId", s.audio_digest AS "audioDigest"
    FROM stems s JOIN commits c ON c.id = s.commit_id
    WHERE s.track_id = :trackId AND c.repo_id = :repositoryId
    `,
    { type: QueryTypes.SELECT, replacements: { repositoryId, trackId } },
  );
  return new Map(rows.map(({ commitId, audioDigest }) => [commitId, audioDigest]));
}
