import { expect, test } from 'vitest';
import { formatGain, formatPan, fromFader, toFader } from './fader.ts';

test('a fader gives back the gain that it shows, and closes at the bottom', () => {
  for (const gainDb of [-40, -12.5, -3, 0, 6]) expect(fromFader(toFader(gainDb))).toBe(gainDb);
  expect(fromFader(0)).toBe(-96);
  expect(toFader(-96)).toBe(0);
  expect(toFader(24)).toBe(1);
});

test('gain and pan are read out as people say them', () => {
  expect(formatGain(-2)).toBe('−2.0 dB');
  expect(formatGain(1.5)).toBe('+1.5 dB');
  expect(formatGain(-96)).toBe('−∞ dB');
  expect(formatPan(-0.3)).toBe('30 % left');
  expect(formatPan(0)).toBe('centre');
});
