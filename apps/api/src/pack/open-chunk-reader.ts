import { ChunkModel, type Database } from '@beatflow/db';
import type { Logger } from '../server/logger.ts';
import type { AudioStore } from '../store/audio-store.ts';
import type { Decoders } from '../worker/decoders.ts';
import { ChunkReader } from './chunk-reader.ts';

export interface OpenChunkReaderOptions {
  database: Database;
  home: AudioStore;
  decoders: Decoders;
  logger: Logger;
  /** How much of what was read last is kept. */
  cacheBytes?: number;
}

/** What reads chunks, and notes which of them are damaged. */
export function openChunkReader({ database, home, decoders, logger, cacheBytes }: OpenChunkReaderOptions): ChunkReader {
  return new ChunkReader({
    database,
    home,
    cacheBytes,
    decode: (chunks) => decoders.decode(chunks),
    async onDamaged(digests) {
      logger.error({ digests }, 'the store holds wrong bytes of these chunks');
      // Known to be damaged, they are taken in again as soon as somebody sends them.
      await ChunkModel.update({ damagedAt: new Date() }, { where: { digest: digests, damagedAt: null } });
    },
  });
}
