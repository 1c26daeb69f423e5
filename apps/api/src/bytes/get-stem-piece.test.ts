import { PIECE_FRAMES, readWavPiece } from '@beatflow/audio';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, get, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

const frames = 3 * PIECE_FRAMES + 1000;
const bytes = makeWav(frames);
let server: ByteServer;
let owner: string;
let stemIds: string[];

beforeAll(async () => {
  server = await startByteServer();
  owner = (await makeUser()).id;
  await put(server.url, owner, bytes);
  const stems = Array.from({ length: 12 }, (_, i) => ({ name: `Stem ${i}`, digest: digestOf(bytes) }));
  ({ stemIds } = await makeVersion(server.services.database, { ownerId: owner, stems }));
});
afterAll(() => server.close());

test('the pieces together are the stem, frame for frame', async () => {
  const samples: Buffer[] = [];
  for (let index = 0; index < 4; index++) {
    const res = await get(server.url, `/stems/${stemIds[0]}/pieces/${index}`, owner);
    expect(res.status).toBe(200);
    expect(res.headers.get('content-type')).toBe('audio/wav');
    expect(res.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const piece = new Uint8Array(await res.arrayBuffer());
    expect((await readWavPiece(piece)).facts.frames).toBe(index < 3 ? PIECE_FRAMES : 1000);
    samples.push(Buffer.from(piece.subarray(44)));
  }
  expect(Buffer.compare(Buffer.concat(samples), bytes.subarray(44))).toBe(0);
});

test('there are no pieces outside of the stem', async () => {
  for (const index of ['4', '-1', '1.5', 'x', '', '99999999999', '0x1']) {
    expect((await get(server.url, `/stems/${stemIds[0]}/pieces/${index}`, owner)).status, index).toBe(404);
  }
});

test('a piece is not sent again to whom has it', async () => {
  const path = `/stems/${stemIds[0]}/pieces/1`;
  const etag = (await get(server.url, path, owner)).headers.get('etag')!;
  expect((await get(server.url, path, owner, { 'If-None-Match': etag })).status).toBe(304);
});

test('a stranger gets no piece', async () => {
  const stranger = (await makeUser()).id;
  expect((await get(server.url, `/stems/${stemIds[0]}/pieces/0`, stranger)).status).toBe(404);
  expect((await get(server.url, `/stems/${stemIds[0]}/pieces/0`)).status).toBe(404);
});

test('the first pieces of twelve stems are there at once', async () => {
  const startMs = performance.now();
  const pieces = await Promise.all(
    stemIds.map(async (id) => (await get(server.url, `/stems/${id}/pieces/2`, owner)).arrayBuffer()),
  );
  const tookMs = performance.now() - startMs;
  expect(pieces).toHaveLength(12);
  expect(tookMs).toBeLessThan(2000);
});
