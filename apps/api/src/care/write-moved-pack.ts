import { rm } from 'node:fs/promises';
import { type Database, PackModel } from '@beatflow/db';
import { QueryTypes, type Transaction } from 'sequelize';
import type { ChunkPlace } from '../pack/chunk-place.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import { forgetUnnamedPack, lockPack } from '../pack/forget-unnamed-pack.ts';
import { PackFile, type WrittenPack } from '../pack/pack-file.ts';
import type { AudioStore } from '../store/audio-store.ts';

export interface RewriteServices {
  database: Database;
  home: AudioStore;
  reader: ChunkReader;
  /** A path for a file on the store's own disk, if it has one. */
  workPath: () => string;
}

/** A chunk to copy, and the pack that the database has it in: the same, unless the copy is to mend it. */
export interface Move extends ChunkPlace {
  namedPack: string;
}

export interface MovedPack {
  /** How many of the chunks were looked at: the others did not fit. */
  taken: number;
  /** Which of them are in the new pack. */
  moved: string[];
  writtenBytes: number;
  /** Packs that nothing is read from any more. */
  retiredPacks: number;
}

/** Read, checked and written at a time. */
const batchBytes = 4 * 2 ** 20;

/**
 * Copies the first of some chunks, as many as fit, into a new pack, and lets readers find them there. Their encoded
 * bytes are copied as they are, after they were decoded and found right; what is damaged is left out.
 */
export async function writeMovedPack(services: RewriteServices, chunks: readonly Move[]): Promise<MovedPack> {
  const path = services.workPath();
  const pack = new PackFile(path);
  try {
    const { taken, written } = await fill(services.reader, pack, chunks);
    const moved = written.map(({ digest }) => digest);
    if (written.length === 0) return { taken, moved, writtenBytes: 0, retiredPacks: 0 };
    const finished = pack.finish();
    const retiredPacks = await putPack(services, path, finished, written);
    return { taken, moved, writtenBytes: finished.size, retiredPacks };
  } finally {
    pack.close();
    await rm(path, { force: true });
  }
}

async function fill(
  reader: ChunkReader,
  pack: PackFile,
  chunks: readonly Move[],
): Promise<{ taken: number; written: Move[] }> {
  const written: Move[] = [];
  let taken = 0;
  while (taken < chunks.length) {
    const batch = takeBatch(chunks, taken);
    const good = new Map((await reader.readEncoded(batch)).map((chunk) => [chunk.digest, chunk]));
    for (const place of batch) {
      const chunk = good.get(place.digest);
      if (chunk && !pack.hasRoomFor(chunk.bytes.length)) return { taken, written };
      taken++;
      if (!chunk) continue;
      pack.append(chunk);
      written.push(place);
    }
  }
  return { taken, written };
}

function takeBatch(chunks: readonly Move[], from: number): Move[] {
  let bytes = 0;
  let to = from;
  while (to < chunks.length && bytes < batchBytes) bytes += chunks[to++]!.storedSize;
  return chunks.slice(from, to);
}

async function putPack(
  { database, home }: RewriteServices,
  path: string,
  pack: WrittenPack,
  from: readonly Move[],
): Promise<number> {
  try {
    await home.put({ digest: pack.digest, part: 'pack' }, path);
    return await database.transaction((transaction) => recordMove(database, home, pack, from, transaction));
  } catch (err) {
    await forgetUnnamedPack({ database, home }, pack.digest);
    throw err;
  }
}

/** Answers how many packs are of no use any more. */
async function recordMove(
  database: Database,
  home: AudioStore,
  { digest, size, entries }: WrittenPack,
  from: readonly Move[],
  transaction: Transaction,
): Promise<number> {
  const { sequelize } = database;
  await lockPack(database, digest, transaction);
  if (!(await home.find({ digest, part: 'pack' }))) throw new Error(`The pack ${digest} has gone.`);
  await PackModel.upsert({ digest, size, retiredAt: null }, { transaction });
  const digests = entries.map((entry) => entry.digest);
  // In the order of their names, as everybody who writes chunks.
  await sequelize.query('SELECT FROM chunks WHERE digest = ANY($1::char(64)[]) ORDER BY digest FOR NO KEY UPDATE', {
    bind: [digests],
    transaction,
  });
  // Only from where they were: what was mended or forgotten meanwhile stays so.
  await sequelize.query(
    `UPDATE chunks SET pack_digest = $1, pack_offset = t.pack_offset, stored_size = t.stored_size,
       encoding = t.encoding, version = t.version, stored_crc32 = t.stored_crc32, damaged_at = NULL
     FROM unnest($2::text[], $3::int[], $4::int[], $5::text[], $6::int[], $7::int[], $8::text[])
       AS t (digest, pack_offset, stored_size, encoding, version, stored_crc32, named_pack)
     WHERE chunks.digest = t.digest AND chunks.pack_digest = t.named_pack`,
    {
      bind: [
        digest,
        digests,
        entries.map(({ offset }) => offset),
        entries.map(({ storedSize }) => storedSize),
        entries.map(({ encoding }) => encoding),
        entries.map(({ version }) => version),
        entries.map(({ storedCrc32 }) => storedCrc32),
        from.map(({ namedPack }) => namedPack),
      ],
      transaction,
    },
  );
  const old = [...new Set(from.map(({ namedPack }) => namedPack))].filter((other) => other !== digest);
  const [, retired] = await sequelize.query(
    `UPDATE packs SET retired_at = now() WHERE digest = ANY($1::char(64)[]) AND retired_at IS NULL
       AND NOT EXISTS (SELECT FROM chunks c WHERE c.pack_digest = packs.digest)`,
    { bind: [old], type: QueryTypes.UPDATE, transaction },
  );
  return retired;
}
