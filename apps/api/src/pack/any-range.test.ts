import { buffer } from 'node:stream/consumers';
import { AudioFileChunkModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { digestOf, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { readFixtureFiles } from '../bytes/testing/fixture-files.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { Decoders } from '../worker/decoders.ts';

let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterAll(() => server.close());

test('any range of any kind of file is itself, read, part by part, or streamed', async () => {
  for (const { name, bytes } of await readFixtureFiles()) {
    expect((await put(server.url, user, bytes)).status, name).toBe(201);
    const opened = (await server.services.store.open({ digest: digestOf(bytes), part: 'original' }))!;
    expect(opened.size).toBe(bytes.length);
    const place = fc.integer({ min: 0, max: bytes.length });
    await fc.assert(
      fc.asyncProperty(place, place, async (one, two) => {
        const [start, end] = [Math.min(one, two), Math.max(one, two)];
        const wanted = Buffer.from(bytes.subarray(start, end));
        expect(Buffer.from(await opened.read(start, end - start)).equals(wanted)).toBe(true);
        expect((await buffer(opened.stream(start, end))).equals(wanted)).toBe(true);
        expect((await collect(opened.parts(start, end))).equals(wanted)).toBe(true);
      }),
      { numRuns: 15 },
    );
    await opened.close();
  }
}, 120_000);

test('silence, whose chunks are all one, is itself', async () => {
  const bytes = makeWav(2_000_000).fill(0, 44);
  expect((await put(server.url, user, bytes)).status).toBe(201);
  expect(await AudioFileChunkModel.count({ where: { audioDigest: digestOf(bytes) } })).toBeGreaterThan(10);
  const opened = (await server.services.store.open({ digest: digestOf(bytes), part: 'original' }))!;
  expect((await collect(opened.parts(0, bytes.length))).equals(bytes)).toBe(true);
});

test('ranges that lie next to each other decode what is in both once', async () => {
  const bytes = makeWav(200_000);
  await put(server.url, user, bytes);
  const opened = (await server.services.store.open({ digest: digestOf(bytes), part: 'original' }))!;
  const decode = vi.spyOn(Decoders.prototype, 'decode');
  try {
    const middle = Math.floor(bytes.length / 2);
    const parts = [await collect(opened.parts(0, middle)), await collect(opened.parts(middle, bytes.length))];
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    const decoded = decode.mock.calls.flatMap(([chunks]) => chunks.map(({ digest }) => digest));
    expect(decoded.length).toBeGreaterThan(2);
    expect(new Set(decoded).size).toBe(decoded.length);
  } finally {
    decode.mockRestore();
  }
});

test('files that differ in their header alone share all of their sound', async () => {
  const sizes = async () => {
    let sum = 0;
    for await (const { size } of server.services.home.list('pack')) sum += size;
    return sum;
  };
  const { bytes } = (await readFixtureFiles()).find(({ name }) => name === 'WAV 24')!;
  const before = await sizes();
  const withChunk = Buffer.concat([bytes, Buffer.from('junk\x10\0\0\0sixteen bytes..!', 'latin1')]);
  withChunk.writeUInt32LE(withChunk.length - 8, 4);
  expect((await put(server.url, user, withChunk)).status).toBe(201);
  expect((await sizes()) - before).toBeLessThan(4000);
});

/** Each part is copied before the next is asked for: its memory is used again. */
async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const part of parts) copies.push(Buffer.from(part));
  return Buffer.concat(copies);
}
