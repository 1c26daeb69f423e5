import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, writeWavHeader } from '@beatflow/audio';
import { type FlacBlock, type FlacShape, openFlacWriter, readCarriedBlocks } from '@beatflow/audio/flac';
import { fixtureUrl } from '@beatflow/audio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { download, insert, makeNoise, type Noise, punchIn, writeSound } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';
import { editWav, readSound } from './testing/edit-wav.ts';
import { makeTwoEdits } from './testing/two-edits.ts';

const hasFlac = !spawnSync('flac', ['--version']).error;
if (!hasFlac) console.log('flac is not installed: a merge of 20-bit FLAC is not tried');

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

/** The sound of a file as a FLAC file. */
async function toFlac(file: Uint8Array, blocks: FlacBlock[] = []): Promise<Buffer> {
  const { facts, samples } = await readSound(file);
  const writer = await openFlacWriter(facts as typeof facts & FlacShape, facts.frames, blocks);
  const frames = writer.append(samples);
  const { header, last } = writer.finish();
  return Buffer.concat([header, frames, last]);
}

async function merge(base: Buffer, ours: Buffer, theirs: Buffer) {
  const { preview, run } = await makeTwoEdits(ana, { base, ours, theirs });
  const seen = await preview();
  expect(seen.conflicts).toEqual([]);
  expect(seen.tracks[0]?.from).toBe('spliced');
  const merged = await run();
  const stem = merged.stems[0]!;
  expect(stem.audioDigest).toBe(seen.tracks[0]?.audioDigest);
  return { stem, bytes: await download(ana, stem) };
}

test('edits of a 24-bit FLAC file are spliced into a FLAC file that says the same about itself', async () => {
  const base = await readFile(fixtureUrl('song-24.flac'));
  const theirs = await toFlac(await editWav(base, 6000, 7000));
  const { stem, bytes } = await merge(base, await editWav(base, 2000, 3500), theirs);
  expect(stem.audio).toMatchObject({ format: 'flac', bitDepth: 24, frames: 9000, sampleRate: 48_000, channels: 2 });
  const expected = await readSound(await editWav(await editWav(base, 2000, 3500), 6000, 7000));
  expect((await readSound(bytes)).samples.equals(expected.samples)).toBe(true);
  expect(bytes.length).toBeLessThan(expected.samples.length);
  const [before, after] = await Promise.all(
    [base, bytes].map((file) => readCarriedBlocks(bytesSource(file), { isSameLength: true })),
  );
  expect(before?.length).toBeGreaterThan(0);
  expect(after).toEqual(before);
});

const tags: FlacBlock[] = [
  { type: 2, bytes: Buffer.from('ATCHan application') },
  { type: 4, bytes: Buffer.from('a comment') },
  { type: 5, bytes: Buffer.from('a cue sheet') },
  { type: 6, bytes: Buffer.alloc(70_000, 'a picture') },
];

test.each([16, 24] as const)('%i-bit FLAC grows by what one side inserts, and can be heard', async (bitDepth) => {
  const base = makeNoise(60_000, bitDepth);
  const theirs = punchIn(base, 40_000, 44_000);
  const asFlac = (noise: Noise) => toFlac(writeSound(noise, { bitDepth }), tags);
  const both = writeSound(insert(theirs, 5000, 10_001), { bitDepth });
  const { stem, bytes } = await merge(
    await asFlac(base),
    writeSound(insert(base, 5000, 10_001), { bitDepth }),
    await asFlac(theirs),
  );
  expect(stem.audio).toMatchObject({ format: 'flac', bitDepth, frames: 70_001 });
  const { samples } = await readSound(bytes);
  expect(samples.equals((await readSound(both)).samples)).toBe(true);
  // A cue sheet counts frames, of which there are more now.
  const carried = await readCarriedBlocks(bytesSource(bytes), { isSameLength: true });
  expect(carried.map(({ type, bytes: block }) => [type, Buffer.from(block)])).toEqual(
    tags.filter(({ type }) => type !== 5).map(({ type, bytes: block }) => [type, block]),
  );
  const pieces = await Promise.all(
    [0, 1].map(async (index) => {
      const res = await ana.fetch(`/stems/${stem.id}/pieces/${index}`);
      expect(res.status).toBe(200);
      return (await readSound(new Uint8Array(await res.arrayBuffer()))).samples;
    }),
  );
  expect(Buffer.concat(pieces).equals(samples)).toBe(true);
  expect((await ana.fetch(`/stems/${stem.id}/peaks`)).status).toBe(200);
});

test('edits of a WAV file that both sides made FLAC are spliced into a WAV file', async () => {
  const base = makeNoise(60_000, 1);
  const ours = punchIn(base, 1000, 5000);
  const theirs = punchIn(base, 40_000, 44_000);
  const sides = await Promise.all([ours, theirs].map((noise) => toFlac(writeSound(noise))));
  const { bytes } = await merge(writeSound(base), sides[0]!, sides[1]!);
  expect(bytes.equals(writeSound(punchIn(ours, 40_000, 44_000)))).toBe(true);
});

test.skipIf(!hasFlac)('edits of a 20-bit FLAC file are spliced into a WAV file of the same depth', async () => {
  const shape = { sampleRate: 48_000, channels: 1, bitDepth: 20, sampleFormat: 'int' as const };
  const samples = Buffer.alloc(60_000 * 3);
  makeNoise(60_000, 2).forEach((value, at) => void samples.writeIntLE(value * 256, at * 3, 3));
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-flac-'));
  try {
    const path = join(folder, 'base.wav');
    await writeFile(path, Buffer.concat([writeWavHeader(shape, 60_000, 4), samples]));
    expect(spawnSync('flac', ['--silent', path]).status).toBe(0);
    const base = await readFile(join(folder, 'base.flac'));
    const [ours, theirs] = [await editWav(base, 1000, 2000), await editWav(base, 40_000, 42_000)];
    const { stem, bytes } = await merge(base, ours, theirs);
    expect(stem.audio).toMatchObject({ format: 'wav', bitDepth: 20, frames: 60_000 });
    expect(bytes.equals(await editWav(ours, 40_000, 42_000))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
