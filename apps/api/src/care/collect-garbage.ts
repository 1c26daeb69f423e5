import { countUnnamedAudio, forgetAbandonedUploads, sweepUnnamedAudio } from '../ingest/forget-unnamed-audio.ts';
import type { PlaybackCache } from '../ingest/playback-cache.ts';
import { isPackThere } from '../pack/find-packed-audio.ts';
import type { AudioStore } from '../store/audio-store.ts';
import { sweepStaged } from '../upload/forget-bundles.ts';
import { choosePacksToRewrite, listPacks, type PackUse } from './list-packs.ts';
import { type ChunkCount, countUnusedChunks, deleteUnusedChunks, markUnusedChunks } from './mark-unused-chunks.ts';
import { listUnnamedPacks, type Removed, removeEmptyPacks, removeUnnamedPacks } from './remove-packs.ts';
import { type RewriteReport, rewritePacks } from './rewrite-packs.ts';
import type { RewriteServices } from './write-moved-pack.ts';

export interface GarbageServices extends RewriteServices {
  store: AudioStore;
  playback: PlaybackCache;
}

export interface GarbageOptions {
  /** How long what nobody needs is kept all the same. */
  graceMs: number;
  /** How old a pack is that was written and never named, before it is taken for what a killed process left. */
  unnamedMs?: number;
  /** How long uploads are kept that no version came to name. */
  uploadTtlMs?: number;
  /** Asked now and then: the rest is then left to the next time. */
  isStopped?: () => boolean;
}

export interface GarbageReport {
  /** Chunks that were forgotten, and packs that went. */
  chunks: ChunkCount;
  packs: Removed;
  rewritten: RewriteReport;
  /** What the store is smaller by. */
  freedBytes: number;
  /** What nobody needs, and is kept until the grace period has passed. */
  waitingBytes: number;
}

const hourMs = 3_600_000;

/**
 * Removes what no version, no upload and no grace period needs, and writes packs that are mostly empty, or small, anew.
 * It may be stopped at any moment, and run while people push.
 */
export async function collectGarbage(
  services: GarbageServices,
  { graceMs, unnamedMs = Math.min(graceMs, hourMs), uploadTtlMs, isStopped = () => false }: GarbageOptions,
): Promise<GarbageReport> {
  const { database, home } = services;
  const before = () => endOfGrace(graceMs);
  if (uploadTtlMs !== undefined) {
    const abandonedBefore = new Date(Date.now() - uploadTtlMs);
    await forgetAbandonedUploads(database, abandonedBefore);
    await sweepStaged(services, abandonedBefore, new Date(Date.now() - unnamedMs));
  }
  await sweepUnnamedAudio(services);
  await markUnusedChunks(database);
  const chunks = await deleteUnusedChunks(database, before());
  const chosen = await listPresent(home, choosePacksToRewrite(await listPacks(database)));
  const rewritten = await rewritePacks(services, chosen, isStopped);
  const empty = await removeEmptyPacks(services, before());
  const unnamed = await removeUnnamedPacks(services, new Date(Date.now() - unnamedMs));
  const packs = { packs: empty.packs + unnamed.packs, bytes: empty.bytes + unnamed.bytes };
  const waitingBytes = await countWaiting(services);
  return { chunks, packs, rewritten, freedBytes: packs.bytes - rewritten.writtenBytes, waitingBytes };
}

/** The database counts in microseconds: what it noted in this very millisecond has waited for no time, too. */
function endOfGrace(graceMs: number): Date {
  return new Date(Date.now() + 1 - graceMs);
}

/** What is lost cannot be written anew; fsck is what speaks of it. */
async function listPresent(home: AudioStore, packs: readonly PackUse[]): Promise<string[]> {
  const areThere = await Promise.all(packs.map((pack) => isPackThere(home, pack)));
  return packs.flatMap(({ digest }, i) => (areThere[i] ? [digest] : []));
}

async function countWaiting({ database }: GarbageServices): Promise<number> {
  const retired = (await listPacks(database)).filter(({ chunks }) => chunks === 0);
  const unused = await countUnusedChunks(database, null);
  return retired.reduce((sum, { size }) => sum + size, unused.bytes);
}

export interface GarbagePlan {
  /** Audio files that no version and no upload names. */
  audio: { files: number; bytes: number };
  /** Chunks that would be forgotten now. */
  chunks: ChunkCount;
  /** Packs that would be removed now, and packs that would be written anew. */
  packs: Removed;
  rewritten: { packs: number; liveBytes: number };
}

/** Tells what `collectGarbage` would find, and changes nothing. */
export async function planGarbage(
  { database, home }: Pick<GarbageServices, 'database' | 'home'>,
  { graceMs, unnamedMs = Math.min(graceMs, hourMs) }: GarbageOptions,
): Promise<GarbagePlan> {
  const before = endOfGrace(graceMs);
  const packs = await listPacks(database);
  const empty = packs.filter(({ chunks, retiredAt }) => chunks === 0 && (retiredAt === null || retiredAt <= before));
  const unnamed = await listUnnamedPacks(home, new Date(Date.now() - unnamedMs));
  const chosen = choosePacksToRewrite(packs);
  return {
    audio: await countUnnamedAudio(database),
    chunks: await countUnusedChunks(database, before),
    packs: {
      packs: empty.length + unnamed.length,
      bytes: [...empty, ...unnamed].reduce((sum, { size }) => sum + size, 0),
    },
    rewritten: { packs: chosen.length, liveBytes: chosen.reduce((sum, { liveBytes }) => sum + liveBytes, 0) },
  };
}
