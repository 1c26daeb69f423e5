import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';
import type { PackEntry } from './pack-format.ts';

/** Where a chunk is. */
export interface ChunkPlace extends PackEntry {
  packDigest: string;
  /** Of its encoded bytes; null where none is kept. See `storedChecksum`. */
  storedCrc32: number | null;
}

/** A chunk as a part of an audio file. */
export interface FileChunk extends ChunkPlace {
  /** The first byte of the file that is the chunk's. */
  startByte: number;
}

const columns = `c.digest, c.size, c.pack_digest AS "packDigest", c.pack_offset AS "offset",
  c.stored_size AS "storedSize", c.encoding, c.version,
  c.stored_crc32 AS "storedCrc32"`;

/** The chunks of an audio file, in order; none when it is unknown, or kept whole. */
export function listFileChunks({ sequelize }: Database, audioDigest: string): Promise<FileChunk[]> {
  const sql = `
    SELECT f.start_byte AS "startByte", ${columns}
    FROM audio_file_chunks f JOIN chunks c ON c.digest = f.chunk_digest
    WHERE f.audio_digest = $1 ORDER BY f.start_byte`;
  return sequelize.query<FileChunk>(sql, { bind: [audioDigest], type: QueryTypes.SELECT });
}

/** Where these chunks are now; without those that are nowhere. */
export async function findChunkPlaces(
  { sequelize }: Database,
  digests: readonly string[],
): Promise<Map<string, ChunkPlace & { damagedAt: Date | null }>> {
  if (digests.length === 0) return new Map();
  const sql = `SELECT ${columns}, c.damaged_at AS "damagedAt" FROM chunks c WHERE c.digest = ANY($1::char(64)[])`;
  const rows = await sequelize.query<ChunkPlace & { damagedAt: Date | null }>(sql, {
    bind: [[...new Set(digests)]],
    type: QueryTypes.SELECT,
  });
  return new Map(rows.map((row) => [row.digest, row]));
}

/** The names and lengths of the chunks of some files, in order; nothing of files that are kept whole. */
export async function listChunkNames(
  { sequelize }: Database,
  audioDigests: readonly string[],
): Promise<Map<string, [digest: string, size: number][]>> {
  const sql = `
    SELECT f.audio_digest AS "audioDigest", json_agg(json_build_array(c.digest, c.size) ORDER BY f.start_byte) AS chunks
    FROM audio_file_chunks f JOIN chunks c ON c.digest = f.chunk_digest
    WHERE f.audio_digest = ANY($1::char(64)[]) GROUP BY f.audio_digest`;
  type Row = { audioDigest: string; chunks: [string, number][] };
  const rows = await sequelize.query<Row>(sql, { bind: [audioDigests], type: QueryTypes.SELECT });
  return new Map(rows.map(({ audioDigest, chunks }) => [audioDigest, chunks]));
}

/** Where the chunks of some files are, each once. */
export async function listPlacesIn(
  { sequelize }: Database,
  audioDigests: readonly string[],
): Promise<Map<string, ChunkPlace>> {
  const sql = `
    SELECT ${columns} FROM chunks c
    WHERE c.digest IN (SELECT f.chunk_digest FROM audio_file_chunks f WHERE f.audio_digest = ANY($1::char(64)[]))`;
  const rows = await sequelize.query<ChunkPlace>(sql, { bind: [audioDigests], type: QueryTypes.SELECT });
  return new Map(rows.map((row) => [row.digest, row]));
}
