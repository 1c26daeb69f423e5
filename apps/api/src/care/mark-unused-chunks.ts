import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';

/** Notes since when chunks are of no use, and forgets it of those that are used again. */
export async function markUnusedChunks({ sequelize }: Database): Promise<void> {
  const isUsed = 'EXISTS (SELECT FROM audio_file_chunks f WHERE f.chunk_digest = chunks.digest)';
  // Locked in the order of their names: whoever names them does so in this order, too.
  await sequelize.query(
    `UPDATE chunks SET unused_since = now() FROM (
       SELECT digest FROM chunks WHERE unused_since IS NULL AND NOT ${isUsed} ORDER BY digest FOR NO KEY UPDATE
     ) AS unused WHERE chunks.digest = unused.digest`,
  );
  await sequelize.query(
    `UPDATE chunks SET unused_since = NULL FROM (
       SELECT digest FROM chunks WHERE unused_since IS NOT NULL AND ${isUsed} ORDER BY digest FOR NO KEY UPDATE
     ) AS used WHERE chunks.digest = used.digest`,
  );
}

export interface ChunkCount {
  chunks: number;
  /** As they are stored. */
  bytes: number;
}

/** How much nobody has used since before an instant, or will not have by then. */
export async function countUnusedChunks({ sequelize }: Database, before: Date | null): Promise<ChunkCount> {
  const sql = `
    SELECT count(*)::int AS chunks, coalesce(sum(stored_size), 0)::bigint AS bytes FROM chunks
    WHERE NOT EXISTS (SELECT FROM audio_file_chunks f WHERE f.chunk_digest = chunks.digest)
      AND ($1::timestamptz IS NULL OR coalesce(unused_since, now()) <= $1)`;
  const [row] = await sequelize.query<ChunkCount>(sql, { bind: [before], type: QueryTypes.SELECT });
  return row ?? { chunks: 0, bytes: 0 };
}

const batchSize = 2000;

/** Forgets chunks that nobody has used since before an instant. Their bytes stay in their packs for the moment. */
export async function deleteUnusedChunks(database: Database, before: Date): Promise<ChunkCount> {
  const total: ChunkCount = { chunks: 0, bytes: 0 };
  for (;;) {
    const deleted = await deleteSome(database, before);
    total.chunks += deleted.chunks;
    total.bytes += deleted.bytes;
    if (deleted.chunks === 0) return total;
  }
}

function deleteSome(database: Database, before: Date): Promise<ChunkCount> {
  const { sequelize } = database;
  return database.transaction(async (transaction) => {
    // Once they are locked nobody comes to use them any more; the second look sees who has since the first.
    const locked = await sequelize.query<{ digest: string }>(
      `SELECT digest FROM chunks WHERE unused_since <= $1
         AND NOT EXISTS (SELECT FROM audio_file_chunks f WHERE f.chunk_digest = chunks.digest)
       ORDER BY digest LIMIT ${batchSize} FOR UPDATE`,
      { bind: [before], type: QueryTypes.SELECT, transaction },
    );
    const rows = await sequelize.query<{ bytes: number }>(
      `DELETE FROM chunks WHERE digest = ANY($1::char(64)[])
         AND NOT EXISTS (SELECT FROM audio_file_chunks f WHERE f.chunk_digest = chunks.digest)
       RETURNING stored_size AS bytes`,
      { bind: [locked.map(({ digest }) => digest)], type: QueryTypes.SELECT, transaction },
    );
    return { chunks: rows.length, bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
}
