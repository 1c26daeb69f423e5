import { createHash } from 'node:crypto';
import type { Database } from '@beatflow/db';
import { QueryTypes } from 'sequelize';
import type { AudioStore } from '../store/audio-store.ts';

export interface FileCheck {
  files: number;
  /** Files of which bytes are missing, or wrong, for another reason than their chunks. */
  wrong: string[];
}

interface FileRow {
  digest: string;
  size: number;
  /** Bytes of its chunks when they follow each other without gaps; null when it has none. */
  chunkedBytes: number | null;
  isGapless: boolean | null;
}

// Every chunk begins where the one before it ends.
const sql = `
  WITH placed AS (
    SELECT f.audio_digest, f.start_byte, c.size,
           coalesce(lag(f.start_byte + c.size) OVER (PARTITION BY f.audio_digest ORDER BY f.start_byte), 0) AS expected
    FROM audio_file_chunks f JOIN chunks c ON c.digest = f.chunk_digest
  )
  SELECT a.digest, a.size, sum(p.size)::bigint AS "chunkedBytes", bool_and(p.start_byte = p.expected) AS "isGapless"
  FROM audio_files a LEFT JOIN placed p ON p.audio_digest = a.digest
  GROUP BY a.digest ORDER BY a.digest`;

/** Looks whether every audio file has all of its chunks, or is there as a whole. */
export async function checkFiles(
  { sequelize }: Database,
  home: AudioStore,
  { readData }: { readData: boolean },
): Promise<FileCheck> {
  const rows = await sequelize.query<FileRow>(sql, { type: QueryTypes.SELECT });
  const wrong: string[] = [];
  for (const { digest, size, chunkedBytes, isGapless } of rows) {
    const isThere =
      chunkedBytes === null ? await isWhole(home, digest, size, readData) : isGapless === true && chunkedBytes === size;
    if (!isThere) wrong.push(digest);
  }
  return { files: rows.length, wrong };
}

async function isWhole(home: AudioStore, digest: string, size: number, readData: boolean): Promise<boolean> {
  const stored = await home.open({ digest, part: 'original' });
  if (!stored) return false;
  try {
    if (stored.size !== size) return false;
    if (!readData) return true;
    const hash = createHash('sha256');
    for await (const bytes of stored.parts(0, size)) hash.update(bytes);
    return hash.digest('hex') === digest;
  } finally {
    await stored.close();
  }
}
