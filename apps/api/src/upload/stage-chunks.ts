import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { StagedChunkModel, UserModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { ByteServices } from '../ingest/byte-services.ts';
import { computeUsedBytes, quotaExceeded } from '../ingest/quota.ts';
import { onDisk } from '../store/disk.ts';
import { type FramedChunk, readChunkFrames } from './chunk-frames.ts';
import { forgetBundles, lockBundles } from './forget-bundles.ts';

/** Who sends the same chunks over several lines at once has them compared again. */
const maxAttempts = 5;

/**
 * Keeps what came in one request until the files that it belongs to are sealed. A chunk is taken also when a song has it
 * already: whoever sends something learns nothing from the answer. Only what waits from the same user already, and what
 * is in the request twice, is not kept again, or more would be kept than the quota counts.
 */
export async function stageChunks(services: ByteServices, userId: string, body: Buffer): Promise<string[]> {
  const chunks = new Map(readChunkFrames(body).map((chunk) => [chunk.digest, chunk]));
  const digests = [...chunks.keys()];
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const waiting = await listWaiting(userId, digests);
    const added = [...chunks.values()].filter(({ digest }) => !waiting.has(digest));
    if (await stage(services, userId, bundle(body, added), [...waiting])) return digests;
  }
  throw new BeatflowError('server-busy');
}

/** Refuses what would be too much before a byte of it is taken; whether it still fits then is asked once more. */
export function requireRoomToStage(services: ByteServices, userId: string, size: number): Promise<void> {
  return services.database.transaction((transaction) => requireStagingRoom(services, userId, size, transaction));
}

/** Chunks as they lie in the store, one behind the other. */
interface Bundle {
  digest: string;
  bytes: Buffer;
  chunks: FramedChunk[];
}

function bundle(body: Buffer, chunks: readonly FramedChunk[]): Bundle {
  let at = 0;
  const placed = chunks.map((chunk) => {
    const offset = at;
    at += chunk.size;
    return { ...chunk, offset };
  });
  const bytes = Buffer.concat(chunks.map(({ offset, size }) => body.subarray(offset, offset + size)));
  return { digest: createHash('sha256').update(bytes).digest('hex'), bytes, chunks: placed };
}

async function listWaiting(
  userId: string,
  digests: readonly string[],
  transaction: Transaction | null = null,
): Promise<Set<string>> {
  const where = { userId, digest: [...digests] };
  const rows = await StagedChunkModel.findAll({ attributes: ['digest'], where, transaction });
  return new Set(rows.map(({ digest }) => digest));
}

/** Keeps a bundle, and lets the others wait anew; false when what waits has changed since it was asked. */
async function stage(services: ByteServices, userId: string, added: Bundle, waiting: string[]): Promise<boolean> {
  const { database, home, ingest } = services;
  if (added.chunks.length === 0) {
    return database.transaction((transaction) => waitAnew(userId, waiting, transaction));
  }
  const path = ingest.uploads.workPath();
  const object = { digest: added.digest, part: 'bundle' as const };
  let isStaged = false;
  try {
    await onDisk(() => writeFile(path, added.bytes));
    await home.put(object, path);
    isStaged = await database.transaction(async (transaction) => {
      await requireStagingRoom(services, userId, added.bytes.length, transaction);
      await lockBundles(database, [added.digest], transaction);
      if (!(await home.find(object))) throw new BeatflowError('server-busy');
      const names = added.chunks.map(({ digest }) => digest);
      if ((await listWaiting(userId, names, transaction)).size > 0) return false;
      if (!(await waitAnew(userId, waiting, transaction))) return false;
      await nameChunks(userId, added, transaction);
      return true;
    });
    return isStaged;
  } finally {
    if (!isStaged) await forgetBundles({ database, home }, [added.digest]);
    await rm(path, { force: true });
  }
}

/** What waits counts, too: until the transaction ends, this user's other requests wait. */
async function requireStagingRoom(
  { config }: ByteServices,
  userId: string,
  size: number,
  transaction: Transaction,
): Promise<void> {
  const user = await UserModel.findByPk(userId, { transaction, lock: transaction.LOCK.NO_KEY_UPDATE });
  if (!user) throw new BeatflowError('sign-in-required');
  const usedBytes = await computeUsedBytes(userId, transaction);
  const stagedBytes = (await StagedChunkModel.sum('size', { where: { userId }, transaction })) || 0;
  if (usedBytes + stagedBytes + size > config.quotaBytes) throw quotaExceeded(usedBytes, config.quotaBytes);
}

/** Who sends a chunk again has it wait anew; false when one of them does not wait any more. */
async function waitAnew(userId: string, digests: string[], transaction: Transaction): Promise<boolean> {
  if (digests.length === 0) return true;
  const where = { userId, digest: digests };
  const [count] = await StagedChunkModel.update({ createdAt: new Date() }, { where, transaction });
  return count === digests.length;
}

async function nameChunks(userId: string, { digest, chunks }: Bundle, transaction: Transaction): Promise<void> {
  const rows = chunks.map((chunk) => ({
    userId,
    digest: chunk.digest,
    size: chunk.size,
    bundleDigest: digest,
    bundleOffset: chunk.offset,
  }));
  await StagedChunkModel.bulkCreate(rows, { transaction });
}
