import { StemModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import { QueryTypes, type Transaction } from 'sequelize';

/** Throws `track-unknown` unless each track has been part of this repository at some time. */
export async function requireKnownTracks(
  repositoryId: string,
  trackIds: readonly string[],
  transaction: Transaction,
): Promise<void> {
  if (trackIds.length === 0) return;
  const { sequelize } = StemModel;
  const unknown = await sequelize!.query<{ trackId: string }>(
    `
    SELECT t.id AS "trackId" FROM unnest(ARRAY[:trackIds]::uuid[]) t (id)
    WHERE NOT EXISTS (
      SELECT FROM stems s JOIN commits c ON c.id = s.commit_id WHERE s.track_id = t.id AND c.repo_id = :repositoryId
    )
    ORDER BY t.id
    `,
    { type: QueryTypes.SELECT, replacements: { repositoryId, trackIds }, transaction },
  );
  if (unknown.length > 0) throw new BeatflowError('track-unknown', { trackIds: unknown.map(({ trackId }) => trackId) });
}
