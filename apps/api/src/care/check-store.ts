import { type CommitCheck, checkCommits } from './check-commits.ts';
import { checkFiles, type FileCheck } from './check-files.ts';
import { checkPacks, type PackCheck } from './check-packs.ts';
import { findSufferers, type Sufferer } from './find-sufferers.ts';
import { repairChunks } from './repair-chunks.ts';
import { rewritePacks } from './rewrite-packs.ts';
import type { RewriteServices } from './write-moved-pack.ts';

export interface CheckOptions {
  /** Reads, decodes and hashes everything. */
  readData: boolean;
  /** Mends what there is another copy of. */
  repair?: boolean;
  /** Moves files that are kept whole into packs: each of them is a copy of its chunks. */
  packWhole?: () => Promise<unknown>;
}

export interface StoreReport {
  commits: CommitCheck;
  files: FileCheck;
  packs: PackCheck;
  /** Chunks that could not be read, and can be now. */
  mended: string[];
  sufferers: Sufferer[];
  isSound: boolean;
}

/**
 * Checks everything that is kept: commits against their digests, stems through files and chunks down to the bytes in
 * packs; names what is damaged, and who suffers from it.
 */
export async function checkStore(services: RewriteServices, options: CheckOptions): Promise<StoreReport> {
  const first = await checkOnce(services, options);
  if (!options.repair || first.isSound) return first;
  const wrong = first.packs.wrongChunks;
  const copied = await repairChunks(services, wrong);
  if (copied.length < wrong.length) await options.packWhole?.();
  // A damaged pack from which all that is needed can be read is done with.
  await rewritePacks(services, first.packs.damaged);
  const second = await checkOnce(services, options);
  const still = new Set(second.packs.wrongChunks);
  return { ...second, mended: wrong.filter((digest) => !still.has(digest)) };
}

async function checkOnce(services: RewriteServices, { readData }: CheckOptions): Promise<StoreReport> {
  const { database, home, reader } = services;
  const commits = await checkCommits();
  const packs = await checkPacks({ home, reader, readData });
  const files = await checkFiles(database, home, { readData });
  const sufferers = await findSufferers(database, { audioDigests: files.wrong, chunkDigests: packs.wrongChunks });
  const found = [commits.wrong, files.wrong, packs.lost, packs.damaged, packs.wrongChunks];
  return { commits, files, packs, mended: [], sufferers, isSound: found.every(({ length }) => length === 0) };
}
