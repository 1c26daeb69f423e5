import { expect, it } from 'vitest';
import { openChunkCodec } from './chunk-codec.ts';
import { decodedEncodings, openChunkDecoder } from './chunk-decoder.ts';

const shape = { sampleBytes: 2, unsigned: false, bigEndian: false, sampleFormat: 'int', channels: 1 } as const;
const tone = new Uint8Array(Int16Array.from({ length: 9000 }, (_, at) => 8000 * Math.sin(at / 9)).buffer);

it('decodes what the codec makes of sound, and of bytes that nothing makes smaller', async () => {
  const [codec, decoder] = await Promise.all([openChunkCodec(), openChunkDecoder()]);
  for (const kept of [codec.encode(tone, shape), codec.encode(tone.subarray(0, 50), null)]) {
    const length = kept.encoding === 'raw' ? 50 : tone.length;
    expect(decodedEncodings).toContain(`${kept.encoding}-${kept.version}`);
    expect(decoder.decode(kept, length)).toEqual(tone.subarray(0, length));
  }
});

it('answers null for what it does not know', async () => {
  const [codec, decoder] = await Promise.all([openChunkCodec(), openChunkDecoder()]);
  const planes = codec.encode(new Uint8Array(9000).fill(7), null);
  expect(planes.encoding).toBe('planes');
  expect(decoder.decode(planes, 9000)).toBeNull();
  expect(decoder.decode({ ...codec.encode(tone, shape), version: 2 }, tone.length)).toBeNull();
  expect(decoder.decode({ encoding: 'raw', version: 1, bytes: tone }, 5)).toBeNull();
});
