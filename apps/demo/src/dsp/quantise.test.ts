import { expect, it } from 'vitest';
import { quantise } from './quantise.ts';
import { encodeWav } from './wav.ts';

it('every value lies on a step of 24 bits, and silence stays silent', () => {
  const sound = [Float32Array.from({ length: 4000 }, (_, frame) => (frame < 1000 ? 0 : Math.sin(frame / 7) * 0.3))];
  quantise(sound, 'seed');
  expect(sound[0]!.every((value) => Number.isInteger(value * 2 ** 23))).toBe(true);
  expect(sound[0]!.subarray(0, 1000).every((value) => value === 0)).toBe(true);
});

it('the dither is triangular: it never strays by more than a step, and has no bias', () => {
  const level = 1000.25 / 2 ** 23;
  const sound = [new Float32Array(100_000).fill(level)];
  quantise(sound, 'seed');
  const steps = [...sound[0]!].map((value) => value * 2 ** 23);
  const mean = steps.reduce((sum, value) => sum + value, 0) / steps.length;
  expect(mean).toBeCloseTo(1000.25, 1);
  expect(Math.min(...steps.slice(0, 50_000))).toBe(999);
  expect(Math.max(...steps.slice(0, 50_000))).toBe(1001);
});

it('a WAV file says 24 bits, 48 kHz, and holds every value', () => {
  const file = encodeWav([Float32Array.of(0.5, -1), Float32Array.of(-0.25, 2 ** -23)]);
  expect(file.toString('latin1', 0, 4)).toBe('RIFF');
  expect(file.readUInt32LE(24)).toBe(48_000);
  expect(file.readUInt16LE(34)).toBe(24);
  expect(file.readUInt32LE(40)).toBe(12);
  expect([0, 1, 2, 3].map((index) => file.readIntLE(44 + index * 3, 3))).toEqual([2 ** 22, -(2 ** 21), -(2 ** 23), 1]);
});
