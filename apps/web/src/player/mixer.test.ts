import { expect, test } from 'vitest';
import { type ChannelSettings, effectiveGains, toLinearGain } from './mixer.ts';

const plain: ChannelSettings = { gainDb: 0, pan: 0, muted: false, soloed: false };

test('a muted stem is silent and the others are not', () => {
  expect(effectiveGains([{ ...plain, muted: true }, plain])).toEqual([0, 1]);
});

test('solo silences the others, is heard even where muted, and restores the mutes when it ends', () => {
  const muted = { ...plain, muted: true };
  expect(effectiveGains([{ ...muted, soloed: true }, plain, muted])).toEqual([1, 0, 0]);
  expect(effectiveGains([muted, plain, muted])).toEqual([0, 1, 0]);
});

test('a fader at the bottom is closed, and 6 dB is about double', () => {
  expect(toLinearGain(-96)).toBe(0);
  expect(toLinearGain(0)).toBe(1);
  expect(toLinearGain(6.0206)).toBeCloseTo(2, 4);
});
