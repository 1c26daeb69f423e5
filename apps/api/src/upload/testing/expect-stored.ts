import { expect } from 'vitest';
import { digestOf } from '../../bytes/testing/byte-client.ts';
import type { ByteServer } from '../../bytes/testing/byte-server.ts';

/** A file comes out of the store as it went in. */
export async function expectStored({ services }: ByteServer, bytes: Buffer): Promise<void> {
  const opened = await services.store.open({ digest: digestOf(bytes), part: 'original' });
  expect(Buffer.from(await opened!.read(0, bytes.length + 1)).equals(bytes)).toBe(true);
  await opened!.close();
}
