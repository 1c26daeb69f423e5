import type { ByteServer } from '../../bytes/testing/byte-server.ts';
import { openChunkReader } from '../../pack/open-chunk-reader.ts';
import { Decoders } from '../../worker/decoders.ts';
import type { GarbageServices } from '../collect-garbage.ts';

/** What care of a test server's store takes. */
export function openCare({ services }: ByteServer): GarbageServices & { close(): Promise<void> } {
  const { database, home, store, ingest, logger } = services;
  const decoders = new Decoders(1);
  return {
    database,
    home,
    store,
    playback: ingest.playback,
    reader: openChunkReader({ database, home, decoders, logger }),
    workPath: () => ingest.uploads.workPath(),
    close: () => decoders.close(),
  };
}
