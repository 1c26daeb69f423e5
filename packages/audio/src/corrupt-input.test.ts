import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BeatflowError } from '@beatflow/shared';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { analyzeAudio } from './analyze-audio.ts';
import { bytesSource } from './byte-source.ts';
import { compressedFixtures, corruptVariants, fixtureUrl, synthesise, writeAiff, writeWav } from './testing/index.ts';

const planes = synthesise({ frames: 3000 });
const variantsPerFile = 120;
/** A broken file must be answered for quickly; this leaves room for a busy machine. */
const longestMs = 5000;

const written: Record<string, Uint8Array> = {
  'wav 16 bit': writeWav(planes, { bitDepth: 16 }),
  'wav 24 bit extensible': writeWav(planes, { bitDepth: 24, extensibleMask: 3 }),
  'wav float': writeWav(planes, { bitDepth: 32, sampleFormat: 'float' }),
  'wav RF64': writeWav(planes, { bitDepth: 24, wide: 'RF64' }),
  aiff: writeAiff(planes, { bitDepth: 24 }),
  'aiff-c float': writeAiff(planes, { bitDepth: 32, compression: 'fl32' }),
};

const createHasher = () => {
  const hash = createHash('sha256');
  return { update: (bytes: Uint8Array) => void hash.update(bytes), digest: () => hash.digest('hex') };
};

async function settle(name: string, bytes: Uint8Array): Promise<string> {
  const begin = performance.now();
  let outcome = 'ok';
  try {
    const { facts, integratedLufs, truePeakDbtp } = await analyzeAudio(bytesSource(bytes), { createHasher });
    expect(facts.frames, name).toBeGreaterThan(0);
    for (const level of [integratedLufs, truePeakDbtp])
      expect(level === null || Number.isFinite(level), name).toBe(true);
  } catch (error) {
    if (!(error instanceof BeatflowError)) throw new Error(`${name}: ${String(error)}`, { cause: error });
    expect(error.reason, name).toMatch(/^audio-(unreadable|truncated|inconsistent|empty)$/);
    outcome = error.reason;
  }
  expect(performance.now() - begin, name).toBeLessThan(longestMs);
  return outcome;
}

describe('a damaged file is answered for quickly, with a result or a sentence', () => {
  // The decoders of the libraries print what they stumble over.
  beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
  afterAll(() => void vi.restoreAllMocks());

  const files: [string, () => Promise<Uint8Array>][] = [
    ...Object.entries(written).map(([name, bytes]): [string, () => Promise<Uint8Array>] => [name, async () => bytes]),
    ...compressedFixtures.map(({ file }): [string, () => Promise<Uint8Array>] => [
      file,
      async () => new Uint8Array(await readFile(fixtureUrl(file))),
    ]),
  ];

  test.each(files)('%s', { timeout: 120_000 }, async (name, load) => {
    const bytes = await load();
    expect(await settle(name, bytes)).toBe('ok');
    const outcomes = new Map<string, number>();
    let seed = 1;
    for (const variant of corruptVariants(bytes, variantsPerFile, seed++)) {
      const outcome = await settle(`${name}, ${variant.name}`, variant.bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    // Most damage to a header or a checksummed frame is noticed; a flipped bit of plain PCM cannot be.
    expect(variantsPerFile - (outcomes.get('ok') ?? 0)).toBeGreaterThan(variantsPerFile / 8);
    if (process.env.SHOW_OUTCOMES) console.log(name, Object.fromEntries(outcomes));
  });

  test('no prefix of a file is more than a cut file', async () => {
    for (const bytes of Object.values(written)) {
      for (let length = 0; length < 200; length++) await settle(`prefix of ${length}`, bytes.subarray(0, length));
    }
  });

  test('bytes that are no audio are refused as such', async () => {
    for (let length = 0; length < 400; length += 7) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) % 251);
      expect(await settle('no audio', bytes)).toBe('audio-unreadable');
    }
  });
});
