import { AudioFileChunkModel, type Database, getViolatedConstraint } from '@beatflow/db';
import type { Transaction } from 'sequelize';
import type { AudioStore } from '../store/audio-store.ts';
import { lockPack } from './forget-unnamed-pack.ts';
import type { Packing } from './packer.ts';

/** What a packing leaned on has gone before it was recorded. */
export class PackingStale extends Error {
  override name = 'PackingStale';
}

/** Writes the rows of a packing: its packs, their chunks, and which of them the file is made of. */
export async function recordPacking(
  { database, home }: { database: Database; home: AudioStore },
  audioDigest: string,
  { chunks, packs, mended }: Packing,
  transaction: Transaction,
): Promise<void> {
  // In the order of their names, here and below: two that wait for each other would wait for ever.
  for (const { digest, size } of packs.toSorted((a, b) => (a.digest < b.digest ? -1 : 1))) {
    await lockPack(database, digest, transaction);
    if (!(await home.find({ digest, part: 'pack' }))) throw new PackingStale(`The pack ${digest} has gone.`);
    await database.sequelize.query(
      'INSERT INTO packs (digest, size) VALUES ($1, $2) ON CONFLICT (digest) DO UPDATE SET retired_at = NULL',
      { bind: [digest, size], transaction },
    );
  }
  await insertChunks(database, packs, mended, transaction);
  await AudioFileChunkModel.destroy({ where: { audioDigest }, transaction });
  try {
    await database.sequelize.query(
      `INSERT INTO audio_file_chunks (audio_digest, start_byte, chunk_digest)
       SELECT $1, start_byte, chunk_digest FROM unnest($2::bigint[], $3::text[]) AS t (start_byte, chunk_digest)
       ORDER BY chunk_digest`,
      {
        bind: [audioDigest, chunks.map(({ startByte }) => startByte), chunks.map(({ digest }) => digest)],
        transaction,
      },
    );
  } catch (err) {
    if (getViolatedConstraint(err) !== 'audio_file_chunks_chunk_digest_fkey') throw err;
    throw new PackingStale('A chunk has gone.', { cause: err });
  }
}

// Somebody else may have packed the same chunk meanwhile: the first to record it wins, and what we wrote is a spare copy.
async function insertChunks(
  { sequelize }: Database,
  packs: Packing['packs'],
  mended: readonly string[],
  transaction: Transaction,
): Promise<void> {
  const rows = packs.flatMap(({ digest: packDigest, entries }) => entries.map((entry) => ({ packDigest, ...entry })));
  if (rows.length === 0) return;
  const sql = `
    INSERT INTO chunks (digest, size, pack_digest, pack_offset, stored_size, encoding, version, stored_crc32)
    SELECT * FROM
      unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::int[], $6::text[], $7::int[], $8::int[]) AS t (digest)
    ORDER BY digest
    ON CONFLICT (digest) DO UPDATE
      SET pack_digest = excluded.pack_digest, pack_offset = excluded.pack_offset, stored_size = excluded.stored_size,
          encoding = excluded.encoding, version = excluded.version, stored_crc32 = excluded.stored_crc32,
          damaged_at = NULL
      WHERE chunks.digest = ANY($9::char(64)[])`;
  const bind = [
    rows.map(({ digest }) => digest),
    rows.map(({ size }) => size),
    rows.map(({ packDigest }) => packDigest),
    rows.map(({ offset }) => offset),
    rows.map(({ storedSize }) => storedSize),
    rows.map(({ encoding }) => encoding),
    rows.map(({ version }) => version),
    rows.map(({ storedCrc32 }) => storedCrc32),
    mended,
  ];
  await sequelize.query(sql, { bind, transaction });
}
