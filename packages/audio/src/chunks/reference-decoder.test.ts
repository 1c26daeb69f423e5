import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { toSampleBytes } from '../testing/sample-bytes.ts';
import { createRandom, synthesise } from '../testing/synthesise.ts';
import { openChunkCodec } from './chunk-codec.ts';

const hasFlac = !spawnSync('flac', ['--version']).error;
if (!hasFlac) console.log('flac is not installed: chunks are not read with it');

const random = createRandom(2);
const both = synthesise({ frames: 21_845, channels: 1 })[0]!;
const sounds: Record<string, Float64Array[]> = {
  stereo: synthesise({ frames: 21_845 }),
  'one sound on both channels': [both, both],
  'half silence': synthesise({ frames: 20_000 }).map((plane) => plane.fill(0, 7000)),
  'quiet noise': [0, 1].map(() => Float64Array.from({ length: 9999 }, () => 1e-3 * (random() - 0.5))),
  'six channels': synthesise({ frames: 5000, channels: 6 }),
};

it.skipIf(!hasFlac).each(Object.entries(sounds))('flac -d reads a chunk of %s', async (_, planes) => {
  const codec = await openChunkCodec();
  for (const bitDepth of [16, 24]) {
    const bytes = toSampleBytes(planes, { bitDepth });
    const shape = { channels: planes.length, sampleBytes: bitDepth / 8, bigEndian: false, unsigned: false };
    const kept = codec.encode(bytes, { ...shape, sampleFormat: 'int' });
    expect(kept.encoding).toBe('flac');
    const options = ['-d', '-s', '-c', '--force-raw-format', '--endian=little', '--sign=signed', '-'];
    const decoded = execFileSync('flac', options, { input: kept.bytes, stdio: ['pipe', 'pipe', 'ignore'] });
    expect(Buffer.compare(decoded, bytes)).toBe(0);
  }
});
