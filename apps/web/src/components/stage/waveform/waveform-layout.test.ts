import { expect, test } from 'vitest';
import { chooseLevel, chooseMagnification, columnsFromFrames, columnsFromPeaks, toBars } from './waveform-layout.ts';

const level = (framesPerBucket: number, pairs: number[], buckets = pairs.length / 2) => ({
  framesPerBucket,
  buckets,
  byteOffset: 0,
  pairs: Int16Array.from(pairs),
});

test('the coarsest zoom with a bucket per column is drawn, and none whose end has not arrived', () => {
  const levels = [level(4096, [0, 1]), level(1024, [0, 1, 0, 1]), level(256, [0, 1], 8)];
  expect(chooseLevel(levels, 5_000)?.framesPerBucket).toBe(4096);
  expect(chooseLevel(levels, 2_000)?.framesPerBucket).toBe(1024);
  expect(chooseLevel(levels, 300)?.framesPerBucket).toBe(1024);
  expect(chooseLevel([], 300)).toBeUndefined();
});

test('a column shows every peak that it touches, and a place beyond the end shows nothing', () => {
  const peaks = level(256, [-16_384, 0, 0, 32_767, -32_768, 100, 0, 0]);
  const columns = columnsFromPeaks(peaks, { startFrame: 0, framesPerColumn: 512, columns: 3 });
  expect(Array.from(columns.slice(0, 4))).toEqual([-0.5, 1, -1, Math.fround(100 / 32_767)]);
  expect(columns[4]).toBeNaN();
});

test('single frames become columns of the values between their ends', () => {
  const values = [0.1, -0.5, 0.25, 0.75];
  const read = (frame: number) => (values[frame] === undefined ? null : { low: values[frame], high: values[frame] });
  const columns = columnsFromFrames(read, { startFrame: 0, framesPerColumn: 2, columns: 3 });
  expect(Array.from(columns.slice(0, 4)).map((value) => Math.round(value * 100) / 100)).toEqual([
    -0.5, 0.1, 0.25, 0.75,
  ]);
  expect(columns[4]).toBeNaN();
});

test('full scale fills the height, silence is a line in the middle, nothing is nothing', () => {
  const bars = toBars(Float32Array.of(-1, 1, 0, 0, Number.NaN, Number.NaN), 100);
  expect(bars).toEqual([
    { x: 0, y: 0, height: 100 },
    { x: 1, y: 49.5, height: 1 },
  ]);
});

test('the loudest stem of a version fills its row, and a very quiet one is not blown up', () => {
  const magnify = (...peaks: (number | null)[]) =>
    chooseMagnification(peaks.map((truePeakDbtp) => ({ isMeasured: true, truePeakDbtp })));
  expect(magnify(-6.0206, -20, null)).toBeCloseTo(2, 3);
  expect(magnify(0.5)).toBe(1);
  expect(magnify(-60)).toBe(8);
  const measuring = { isMeasured: false, truePeakDbtp: null };
  expect(chooseMagnification([measuring])).toBe(1);
  expect(chooseMagnification([measuring, { isMeasured: true, truePeakDbtp: -6.0206 }])).toBeCloseTo(2, 3);
  expect(toBars(Float32Array.of(-0.25, 0.5), 100, 2)).toEqual([{ x: 0, y: 0, height: 75 }]);
});
