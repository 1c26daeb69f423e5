import type { CommitFilter } from '@beatflow/shared';

/** A condition over `c` (commits), and what fills its places. */
export type LogCondition = readonly [sql: string, values: Record<string, unknown>];

/** Whether anything is asked of a version but to be reached. */
export function hasConditions(filter: CommitFilter): boolean {
  return toLogConditions(filter).length > 0;
}

/** What a version has to fulfil to fit every filter; empty words count as none. */
export function toLogConditions(filter: CommitFilter): LogCondition[] {
  const { author, text, from, to, minBpm, maxBpm, keySignature } = filter;
  const conditions: (LogCondition | false)[] = [
    author !== undefined && ['c.author_name ILIKE :author', { author: toPattern(author) }],
    from !== undefined && ['c.created_at >= :from', { from }],
    to !== undefined && ['c.created_at < :to', { to }],
    minBpm !== undefined && ['c.bpm >= :minBpm', { minBpm }],
    maxBpm !== undefined && ['c.bpm <= :maxBpm', { maxBpm }],
    keySignature !== undefined && ['c.key_signature = :keySignature', { keySignature }],
  ];
  return [...conditions.filter((condition) => condition !== false), ...words(text), ...changedTrack(filter)];
}

// Every word has to be somewhere in the message.
function words(text = ''): LogCondition[] {
  const found = text.split(/\s+/).filter(Boolean).slice(0, 20);
  return found.map((word, index) => [`c.message ILIKE :word${index}`, { [`word${index}`]: toPattern(word) }]);
}

/**
 * A track changed when the version has it otherwise than the first parent, or the parent has it and the version does not.
 * Where it was renamed or got another type, both its names and both its types find it.
 */
function changedTrack({ track, stemType }: CommitFilter): LogCondition[] {
  if (!track && !stemType) return [];
  const isMeant = (stem: string) =>
    [track && `${stem}.name ILIKE :track`, stemType && `${stem}.stem_type = :stemType`].filter(Boolean).join(' AND ');
  const sql = `(
    EXISTS (
      SELECT FROM stems s
        LEFT JOIN stems p ON p.commit_id = c.parent_commit_id AND p.track_id = s.track_id
      WHERE s.commit_id = c.id AND (${isMeant('s')} OR ${isMeant('p')})
        AND (p.audio_digest, p.name, p.stem_type, p.gain_db, p.pan, p.muted, p.generation_params)
          IS DISTINCT FROM (s.audio_digest, s.name, s.stem_type, s.gain_db, s.pan, s.muted, s.generation_params)
    ) OR EXISTS (
      SELECT FROM stems p
      WHERE p.commit_id = c.parent_commit_id AND ${isMeant('p')}
        AND NOT EXISTS (SELECT FROM stems s WHERE s.commit_id = c.id AND s.track_id = p.track_id)
    )
  )`;
  return [[sql, { track: toPattern(track ?? ''), stemType: stemType ?? null }]];
}

function toPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
