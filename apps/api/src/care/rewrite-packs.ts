import { rm } from 'node:fs/promises';
import { ChunkModel, type Database, PackModel } from '@beatflow/db';
import { QueryTypes, type Transaction } from 'sequelize';
import type { ChunkPlace } from '../pack/chunk-place.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import { forgetUnnamedPack, lockPack } from '../pack/forget-unnamed-pack.ts';
import { PackFile, type WrittenPack } from '../pack/pack-file.ts';
import { maxPackBytes } from '../pack/pack-format.ts';
import type { AudioStore } from '../store/audio-store.ts';

export interface RewriteServices {
  database: Database;
  home: AudioStore;
  reader: ChunkReader;
  /** A path for a file on the store's own disk, if it has one. */
  workPath: () => string;
}

export interface RewriteReport {
  /** Packs that nothing is read from any more. */
  packs: number;
  /** Bytes of the packs that were written for them. */
  writtenBytes: number;
}

/** Read, checked and written at a time. */
const batchBytes = 4 * 2 ** 20;

/**
 * Writes the chunks of some packs into as few new ones as they need. Their encoded bytes are copied as they are, after
 * they were decoded and found right; what is damaged stays where it is. Safe while others read and push.
 */
export async function rewritePacks(services: RewriteServices, packDigests: readonly string[]): Promise<RewriteReport> {
  const report: RewriteReport = { packs: 0, writtenBytes: 0 };
  let waiting: ChunkPlace[] = [];
  for (const digest of packDigests) {
    const chunks = await ChunkModel.findAll({ where: { packDigest: digest, damagedAt: null }, order: ['packOffset'] });
    waiting.push(...chunks.map((chunk) => ({ ...chunk.get(), offset: chunk.packOffset })));
    while (waiting.reduce((sum, { storedSize }) => sum + storedSize, 0) > maxPackBytes) {
      waiting = await writePack(services, waiting, report);
    }
  }
  while (waiting.length > 0) waiting = await writePack(services, waiting, report);
  return report;
}

/** Writes one pack of the first of some chunks; answers those that did not fit. */
async function writePack(
  services: RewriteServices,
  chunks: readonly ChunkPlace[],
  report: RewriteReport,
): Promise<ChunkPlace[]> {
  const path = services.workPath();
  const pack = new PackFile(path);
  try {
    const { taken, written } = await fill(services.reader, pack, chunks);
    if (written.length > 0) {
      const finished = pack.finish();
      report.packs += await moveChunks(services, path, finished, written);
      report.writtenBytes += finished.size;
    }
    return chunks.slice(taken);
  } finally {
    pack.close();
    await rm(path, { force: true });
  }
}

/** Puts chunks into a pack until it is full; answers how many it looked at, and which of them are in it. */
async function fill(
  reader: ChunkReader,
  pack: PackFile,
  chunks: readonly ChunkPlace[],
): Promise<{ taken: number; written: ChunkPlace[] }> {
  const written: ChunkPlace[] = [];
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

function takeBatch(chunks: readonly ChunkPlace[], from: number): ChunkPlace[] {
  let bytes = 0;
  let to = from;
  while (to < chunks.length && bytes < batchBytes) bytes += chunks[to++]!.storedSize;
  return chunks.slice(from, to);
}

/** Lets readers find chunks in their new pack; answers how many of the old ones are empty now. */
async function moveChunks(
  { database, home }: RewriteServices,
  path: string,
  pack: WrittenPack,
  from: readonly ChunkPlace[],
): Promise<number> {
  try {
    await home.put({ digest: pack.digest, part: 'pack' }, path);
    return await database.transaction((transaction) => recordMove(database, home, pack, from, transaction));
  } catch (err) {
    await forgetUnnamedPack({ database, home }, pack.digest);
    throw err;
  }
}

async function recordMove(
  database: Database,
  home: AudioStore,
  { digest, size, entries }: WrittenPack,
  from: readonly ChunkPlace[],
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
  // Only from where they were read: what was mended or forgotten meanwhile stays so.
  await sequelize.query(
    `UPDATE chunks SET pack_digest = $1, pack_offset = t.pack_offset, stored_size = t.stored_size
     FROM unnest($2::text[], $3::int[], $4::int[], $5::text[]) AS t (digest, pack_offset, stored_size, old_pack)
     WHERE chunks.digest = t.digest AND chunks.pack_digest = t.old_pack`,
    {
      bind: [
        digest,
        digests,
        entries.map(({ offset }) => offset),
        entries.map(({ storedSize }) => storedSize),
        from.map(({ packDigest }) => packDigest),
      ],
      transaction,
    },
  );
  const old = [...new Set(from.map(({ packDigest }) => packDigest))].filter((other) => other !== digest);
  const [, retired] = await sequelize.query(
    `UPDATE packs SET retired_at = now() WHERE digest = ANY($1::char(64)[]) AND retired_at IS NULL
       AND NOT EXISTS (SELECT FROM chunks c WHERE c.pack_digest = packs.digest)`,
    { bind: [old], type: QueryTypes.UPDATE, transaction },
  );
  return retired;
}
