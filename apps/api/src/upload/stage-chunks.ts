import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { StagedChunkModel, UserModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Transaction } from 'sequelize';
import type { ByteServices } from '../ingest/byte-services.ts';
import { computeUsedBytes, quotaExceeded } from '../ingest/quota.ts';
import { onDisk } from '../store/disk.ts';
import { type FramedChunk, readChunkFrames } from './chunk-frames.ts';
import { forgetBundle, lockBundle } from './forget-bundle.ts';

/**
 * Keeps what came in one request until the files that it belongs to are sealed. Everything is taken, also what is here
 * already: whoever sends something learns nothing from the answer.
 */
export async function stageChunks(services: ByteServices, userId: string, body: Buffer): Promise<string[]> {
  const { database, home, ingest } = services;
  const chunks = new Map(readChunkFrames(body).map((chunk) => [chunk.digest, chunk]));
  const bundleDigest = createHash('sha256').update(body).digest('hex');
  const path = ingest.uploads.workPath();
  try {
    await onDisk(() => writeFile(path, body));
    await home.put({ digest: bundleDigest, part: 'bundle' }, path);
    await database.transaction(async (transaction) => {
      await requireStagingRoom(services, userId, body.length, transaction);
      await lockBundle(database, bundleDigest, transaction);
      if (!(await home.find({ digest: bundleDigest, part: 'bundle' }))) throw new BeatflowError('server-busy');
      await nameChunks(userId, bundleDigest, [...chunks.values()], transaction);
    });
  } catch (err) {
    await forgetBundle({ database, home }, bundleDigest);
    throw err;
  } finally {
    await rm(path, { force: true });
  }
  return [...chunks.keys()];
}

/** Refuses what would be too much before a byte of it is taken; whether it still fits then is asked once more. */
export function requireRoomToStage(services: ByteServices, userId: string, size: number): Promise<void> {
  return services.database.transaction((transaction) => requireStagingRoom(services, userId, size, transaction));
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

async function nameChunks(
  userId: string,
  bundleDigest: string,
  chunks: readonly FramedChunk[],
  transaction: Transaction,
): Promise<void> {
  // Who sends a chunk again has it wait anew.
  const createdAt = new Date();
  const rows = chunks.map(({ digest, size, offset }) => ({
    userId,
    digest,
    size,
    bundleDigest,
    bundleOffset: offset,
    createdAt,
  }));
  await StagedChunkModel.bulkCreate(rows, {
    updateOnDuplicate: ['bundleDigest', 'bundleOffset', 'createdAt'],
    transaction,
  });
}
