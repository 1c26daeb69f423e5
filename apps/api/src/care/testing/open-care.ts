import { type ByteServer, testDecoders } from '../../bytes/testing/byte-server.ts';
import { openChunkReader } from '../../pack/open-chunk-reader.ts';
import type { GarbageServices } from '../collect-garbage.ts';

/** What care of a test server's store takes. */
export function openCare({ services }: ByteServer): GarbageServices {
  const { database, home, store, ingest, logger } = services;
  const decoders = testDecoders;
  return {
    database,
    home,
    store,
    playback: ingest.playback,
    reader: openChunkReader({ database, home, decoders, logger }),
    workPath: () => ingest.uploads.workPath(),
  };
}
