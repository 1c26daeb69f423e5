import { expect, test } from 'vitest';
import { estimateLoudness, isBeingMeasured, matchLoudness } from './match-loudness.ts';

const stem = (integratedLufs: number | null, truePeakDbtp: number | null, gainDb = 0, muted = false) => ({
  gainDb,
  muted,
  audio: { isMeasured: true, integratedLufs, truePeakDbtp },
});

test('the loudness of a mix counts faders and leaves out what is muted or silent', () => {
  expect(estimateLoudness([stem(-20, -6), stem(-20, -6)])).toBeCloseTo(-16.99, 2);
  expect(estimateLoudness([stem(-20, -6, -3), stem(-10, 0, 0, true), stem(null, null)])).toBeCloseTo(-23, 5);
  expect(estimateLoudness([stem(null, null)])).toBeNull();
});

test('what became louder is turned down', () => {
  expect(matchLoudness([stem(-20, -10)], [stem(-14, -2)])).toEqual({ beforeDb: 0, afterDb: -6 });
});

test('what became softer is turned up as far as its peaks leave room, and the other down by the rest', () => {
  expect(matchLoudness([stem(-14, -2)], [stem(-20, -10)])).toEqual({ beforeDb: 0, afterDb: 6 });
  const tight = matchLoudness([stem(-14, -2)], [stem(-20, -4)])!;
  expect(tight.afterDb).toBeCloseTo(3, 9);
  expect(tight.beforeDb).toBeCloseTo(-3, 9);
  // Above the ceiling already: nothing is lifted at all.
  expect(matchLoudness([stem(-14, -2)], [stem(-20, 0.5)])).toEqual({ beforeDb: -6, afterDb: 0 });
});

test('no gain lifts a mix above the ceiling, however many stems peak at once', () => {
  for (let seed = 1; seed < 200; seed++) {
    const random = (at: number) => Math.abs(Math.sin(seed * 12.9898 + at * 78.233) * 43_758.5453) % 1;
    const mix = (from: number) =>
      Array.from({ length: 1 + (seed % 6) }, (_, at) => stem(-40 * random(from + at), -20 * random(from + at + 99)));
    const [before, after] = [mix(0), mix(1000)];
    const { beforeDb, afterDb } = matchLoudness(before, after)!;
    expect(estimateLoudness(before)! + beforeDb).toBeCloseTo(estimateLoudness(after)! + afterDb, 6);
    expect(beforeDb).toBeLessThanOrEqual(0);
    const peak = after.reduce((sum, { audio }) => sum + 10 ** ((audio.truePeakDbtp! + afterDb) / 20), 0);
    if (afterDb > 0) expect(20 * Math.log10(peak)).toBeLessThanOrEqual(-1 + 1e-9);
  }
});

test('what is being measured has no loudness yet, unless it is muted', () => {
  const measuring = { ...stem(null, null), audio: { isMeasured: false, integratedLufs: null, truePeakDbtp: null } };
  const heard = stem(-20, -4);
  expect(matchLoudness([heard], [heard, measuring])).toBeNull();
  expect(matchLoudness([heard, measuring], [heard])).toBeNull();
  expect(matchLoudness([heard], [heard, { ...measuring, muted: true }])).toEqual({ beforeDb: 0, afterDb: 0 });
  expect([isBeingMeasured([measuring]), isBeingMeasured([heard])]).toEqual([true, false]);
});

test('silence has no loudness to match', () => {
  expect(matchLoudness([stem(null, null)], [stem(-20, -4)])).toBeNull();
});
