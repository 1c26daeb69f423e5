import { expect, test } from 'vitest';
import { PIECE_FRAMES, type PlayableVersion } from './pcm-source.ts';
import { countingSource } from './testing/counting-source.ts';
import { PlayerRig } from './testing/player-rig.ts';

/** Two versions of one stem, and a stem that both have, as sources that play together. */
function comparison(): PlayableVersion {
  const stem = { name: 'Bass', gainDb: 0, pan: 0, muted: false };
  return {
    id: 'comparison',
    group: 'song',
    stems: [
      { ...stem, id: 'before/bass', trackId: 'bass', source: countingSource(8 * PIECE_FRAMES) },
      { ...stem, id: 'after/bass', trackId: 'bass', source: countingSource(8 * PIECE_FRAMES) },
      { ...stem, id: 'drums', trackId: 'drums', source: countingSource(8 * PIECE_FRAMES) },
    ],
  };
}

const blend = (before: number, after: number, drums: number) =>
  new Map([
    ['before/bass', before],
    ['after/bass', after],
    ['drums', drums],
  ]);

test('switching between sources that play together leaves no gap and moves nothing', async () => {
  const rig = new PlayerRig();
  rig.player.setBlend(blend(1, 0, 0));
  await rig.start(comparison());
  await rig.run(1);
  rig.player.setBlend(blend(0, 1, 0));
  await rig.run(1);
  const { sum } = rig.output;
  const start = sum.findIndex((value) => value !== 0);
  // The value of a frame is its place in the song: an unbroken count is playing without a gap, across the switch too.
  expect(sum.slice(start)).toEqual(Array.from({ length: sum.length - start }, (_, frame) => frame + 1));
  expect(rig.strips).toHaveLength(3);
  for (const strip of rig.strips) expect(strip.rendered).toEqual(rig.strips[0]!.rendered);
});

test('the difference of equal sources is exactly nothing', async () => {
  const rig = new PlayerRig();
  rig.player.setBlend(blend(-1, 1, 0));
  await rig.start(comparison());
  await rig.run(1);
  expect(rig.strips.map(({ gain }) => gain)).toEqual([-1, 1, 0]);
  expect(rig.player.positionFrames).toBeGreaterThan(0);
  expect(rig.output.sum.every((value) => value === 0)).toBe(true);
});

test('mute, solo and fader work on top of what is compared', async () => {
  const rig = new PlayerRig();
  await rig.start(comparison());
  rig.player.setBlend(blend(0, 0.5, 1));
  rig.player.changeChannel('bass', { gainDb: 20 });
  expect(rig.strips.map(({ gain }) => gain)).toEqual([0, 5, 1]);
  rig.player.changeChannel('drums', { soloed: true });
  expect(rig.strips.map(({ gain }) => gain)).toEqual([0, 0, 1]);
  rig.player.resetMix();
  expect(rig.strips.map(({ gain }) => gain)).toEqual([0, 0.5, 1]);
});
