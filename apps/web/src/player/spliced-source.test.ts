import { expect, test } from 'vitest';
import { PIECE_FRAMES, readFrames } from './pcm-source.ts';
import { createSplicedSource } from './spliced-source.ts';
import { countingSource } from './testing/counting-source.ts';

test('every frame of a splice is the frame of its side, across pieces', async () => {
  const source = countingSource(3 * PIECE_FRAMES, { channels: 2 });
  const spliced = createSplicedSource([
    { source, startFrame: 0, frames: 1000 },
    { source, startFrame: 5000, frames: 2 * PIECE_FRAMES },
    { source, startFrame: 10, frames: 500 },
  ]);
  expect(spliced).toMatchObject({ sampleRate: 48_000, channels: 2, frames: 1500 + 2 * PIECE_FRAMES });
  const heard = await readFrames(spliced, 0, spliced.frames, new AbortController().signal);
  const count = (from: number, frames: number) => Array.from({ length: frames }, (_, frame) => from + frame + 1);
  const expected = [...count(0, 1000), ...count(5000, 2 * PIECE_FRAMES), ...count(10, 500)];
  for (const channel of heard) expect([...channel]).toEqual(expected);
});
