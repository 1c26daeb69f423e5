import { type ByteServer, testDecoders } from '../../bytes/testing/byte-server.ts';
import type { GarbageServices } from '../collect-garbage.ts';
import { toGarbageServices } from '../start-care.ts';

/** What care of a test server's store takes. */
export function openCare({ services }: ByteServer): GarbageServices {
  return toGarbageServices({ ...services, decoders: testDecoders });
}
