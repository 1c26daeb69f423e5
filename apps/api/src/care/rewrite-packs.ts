import { ChunkModel } from '@beatflow/db';
import { maxPackBytes } from '../pack/pack-format.ts';
import { type Move, type RewriteServices, writeMovedPack } from './write-moved-pack.ts';

export interface RewriteReport {
  /** Packs that nothing is read from any more. */
  packs: number;
  /** Bytes of the packs that were written for them. */
  writtenBytes: number;
}

/**
 * Writes the chunks of some packs into as few new ones as they need; what is damaged stays where it is. Safe while
 * others read and push.
 */
export async function rewritePacks(
  services: RewriteServices,
  packDigests: readonly string[],
  isStopped: () => boolean = () => false,
): Promise<RewriteReport> {
  const report: RewriteReport = { packs: 0, writtenBytes: 0 };
  let waiting: Move[] = [];
  const writeOne = async () => {
    const { taken, writtenBytes, retiredPacks } = await writeMovedPack(services, waiting);
    waiting = waiting.slice(taken);
    report.packs += retiredPacks;
    report.writtenBytes += writtenBytes;
  };
  for (const packDigest of packDigests) {
    if (isStopped()) break;
    const chunks = await ChunkModel.findAll({ where: { packDigest, damagedAt: null }, order: ['packOffset'] });
    waiting.push(...chunks.map((chunk) => ({ ...chunk.get(), offset: chunk.packOffset, namedPack: packDigest })));
    while (waiting.reduce((sum, { storedSize }) => sum + storedSize, 0) > maxPackBytes && !isStopped()) {
      await writeOne();
    }
  }
  while (waiting.length > 0 && !isStopped()) await writeOne();
  return report;
}
