import { expect, it } from 'vitest';
import { bpm } from './bpm.ts';

it.each([20, 999, 127.5, 93.333, 120.001])('%s is a tempo', (value) => {
  expect(bpm.parse(value)).toBe(value);
});

it.each([19.999, 999.001, 93.3333, Number.NaN, Number.POSITIVE_INFINITY, '120'])('%s is no tempo', (value) => {
  expect(bpm.safeParse(value).success).toBe(false);
});
