import { createHash } from 'node:crypto';
import { bytesSource, openAudio, PIECE_FRAMES } from '@beatflow/audio';
import { makeUser } from '@beatflow/db/testing';
import type { AudioFile } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsPlayback } from '../ingest/playback-file.ts';
import { digestOf, get, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { readFixtureFiles } from './testing/fixture-files.ts';
import { makeVersion } from './testing/make-version.ts';

const files = await readFixtureFiles();
let server: ByteServer;
let owner: string;

beforeAll(async () => {
  server = await startByteServer();
  owner = (await makeUser()).id;
});
afterAll(() => server.close());

async function push(bytes: Uint8Array): Promise<{ facts: AudioFile; stemId: string }> {
  const res = await put(server.url, owner, bytes);
  expect(res.status).toBeLessThan(202);
  const facts = (await res.json()) as AudioFile;
  const stems = [{ name: 'Stem', digest: facts.digest }];
  const { stemIds } = await makeVersion(server.services.database, { ownerId: owner, stems });
  return { facts, stemId: stemIds[0]! };
}

/** The sound of all pieces, as canonical PCM. */
async function readPieces(stemId: string, frames: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let index = 0; index * PIECE_FRAMES < frames; index++) {
    const res = await get(server.url, `/stems/${stemId}/pieces/${index}`, owner);
    expect(res.status).toBe(200);
    const reader = await openAudio(bytesSource(new Uint8Array(await res.arrayBuffer())));
    parts.push(Buffer.from(await reader.readFrames!(0, reader.facts.frames)));
  }
  return Buffer.concat(parts);
}

describe.each(files)('$name', ({ bytes, extension, contentType }) => {
  test('comes back byte for byte, under its name', async () => {
    const { stemId } = await push(bytes);
    const res = await get(server.url, `/stems/${stemId}/audio`, owner);
    expect(Buffer.compare(Buffer.from(await res.arrayBuffer()), bytes)).toBe(0);
    expect(res.headers.get('content-type')).toBe(contentType);
    expect(res.headers.get('content-disposition')).toBe(`attachment; filename="Stem.${extension}"`);
  });

  test('plays in pieces that are its sound, frame for frame', async () => {
    const { facts, stemId } = await push(bytes);
    const sound = await readPieces(stemId, facts.frames);
    if (facts.bitDepth === 64) expect(sound.length).toBe(facts.frames * facts.channels * 4);
    else expect(createHash('sha256').update(sound).digest('hex')).toBe(facts.pcmDigest);
  });

  test('has decoded sound in the store only where pieces need it', async () => {
    const { facts } = await push(bytes);
    const playback = await server.services.store.find({ digest: facts.digest, part: 'playback' });
    expect(playback !== null).toBe(needsPlayback(facts.format));
  });
});

describe('decoded sound', () => {
  const flac = files.find(({ extension }) => extension === 'flac')!.bytes;

  test('that has gone is decoded again, once for all who ask', async () => {
    const { playback, pool } = server.services.ingest;
    const { facts } = await push(flac);
    await playback.delete(facts.digest);
    const run = vi.spyOn(pool, 'run');
    const opened = await Promise.all([1, 2, 3].map(() => playback.open(facts.digest)));
    expect(run).toHaveBeenCalledTimes(1);
    for (const object of opened) {
      const reader = await openAudio(object);
      const sound = await reader.readFrames!(0, facts.frames);
      expect(createHash('sha256').update(sound).digest('hex')).toBe(facts.pcmDigest);
      await object.close();
    }
    expect((await server.listFiles()).filter((path) => path.startsWith('incoming'))).toEqual([]);
  });

  test('of what nobody has played for the longest time makes room', async () => {
    const small = await startByteServer({ settings: { PLAYBACK_CACHE_BYTES: '600000' } });
    const user = (await makeUser()).id;
    const compressed = files.filter(({ extension }) => ['mp3', 'ogg', 'opus', 'm4a'].includes(extension));
    for (const { bytes } of compressed) expect((await put(small.url, user, bytes)).status).toBe(201);
    const { store, ingest, database } = small.services;
    const held = async () => {
      const found = await Promise.all(
        compressed.map(({ bytes }) => store.find({ digest: digestOf(bytes), part: 'playback' })),
      );
      return found.map((object) => object !== null);
    };
    expect(await held()).toEqual([false, false, true, true]);
    expect(ingest.playback.bytes).toBeLessThanOrEqual(600_000);

    const stems = [{ name: 'First', digest: digestOf(compressed[0]!.bytes) }];
    const { stemIds } = await makeVersion(database, { ownerId: user, stems });
    expect((await get(small.url, `/stems/${stemIds[0]}/pieces/0`, user)).status).toBe(200);
    expect(await held()).toEqual([true, false, false, true]);
    await small.close();
  });
});
