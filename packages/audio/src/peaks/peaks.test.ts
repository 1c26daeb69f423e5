import { describe, expect, test } from 'vitest';
import { PcmMeter } from '../measure/pcm-meter.ts';
import { quantise, synthesise, toSampleBytes } from '../testing/index.ts';
import { decodePeaks } from './decode-peaks.ts';
import { encodePeaks } from './encode-peaks.ts';

function measure(planes: readonly ArrayLike<number>[], bitDepth = 16, sampleFormat: 'int' | 'float' = 'int') {
  const [sampleRate, channels, frames] = [48_000, planes.length, planes[0]!.length];
  const facts = {
    format: 'wav',
    codec: '',
    sampleRate,
    channels,
    bitDepth,
    sampleFormat,
    frames,
    duration: 1,
  } as const;
  const meter = new PcmMeter(facts, null);
  meter.push(toSampleBytes(planes, { bitDepth, sampleFormat }), frames);
  return meter.finish();
}

describe('peaks', () => {
  test('of 16-bit audio are exact, over all channels', () => {
    const planes = synthesise({ frames: 5000, peak: 1 });
    const peaks = decodePeaks(measure(planes).peaks);
    expect(peaks).toMatchObject({ sampleRate: 48_000, channels: 2, frames: 5000 });
    const { framesPerBucket, pairs } = peaks.levels.at(-1)!;
    expect(framesPerBucket).toBe(256);
    expect(pairs).toHaveLength(2 * Math.ceil(5000 / 256));
    for (let bucket = 0; bucket < pairs.length / 2; bucket++) {
      const values = planes.flatMap((plane) => Array.from(plane.subarray(bucket * 256, (bucket + 1) * 256)));
      const integers = values.map((value) => quantise(value, 16));
      expect(pairs[2 * bucket]).toBe(Math.min(...integers));
      expect(pairs[2 * bucket + 1]).toBe(Math.max(...integers));
    }
  });

  test('of finer audio hold every sample, and show what is not silent', () => {
    const quiet = new Float64Array(512).fill(2 ** -23, 256);
    expect(Array.from(decodePeaks(measure([quiet], 24).peaks).levels[0]!.pairs)).toEqual([0, 0, 0, 1]);
    const loud = Float64Array.of(1.7, -2.5);
    expect(Array.from(decodePeaks(measure([loud], 32, 'float').peaks).levels[0]!.pairs)).toEqual([-32_768, 32_767]);
  });

  test('come at zooms that are each a quarter of the next, the coarsest first', () => {
    const frames = 600_000;
    const { levels } = decodePeaks(
      measure([Float64Array.from({ length: frames }, (_, i) => Math.sin(i / 3000))]).peaks,
    );
    expect(levels.map(({ framesPerBucket }) => framesPerBucket)).toEqual([4096, 1024, 256]);
    for (const [index, { framesPerBucket, buckets, pairs }] of levels.entries()) {
      expect(buckets).toBe(Math.ceil(frames / framesPerBucket));
      const finer = levels[index + 1];
      if (!finer) continue;
      for (let bucket = 0; bucket < buckets; bucket++) {
        const part = finer.pairs.subarray(8 * bucket, 8 * bucket + 8);
        expect(pairs[2 * bucket]).toBe(Math.min(...part));
        expect(pairs[2 * bucket + 1]).toBe(Math.max(...part));
      }
    }
  });

  test('can be read from their beginning alone', () => {
    const { peaks } = measure([Float64Array.from({ length: 600_000 }, (_, i) => Math.sin(i / 3000))]);
    const whole = decodePeaks(peaks);
    for (const length of [24 + 3 * 16, 300, 700, 5000, peaks.length]) {
      const part = decodePeaks(peaks.subarray(0, length));
      part.levels.forEach(({ buckets, pairs, byteOffset }, i) => {
        expect(buckets).toBe(whole.levels[i]!.buckets);
        expect(pairs.length / 2).toBe(Math.max(0, Math.min(buckets, Math.floor((length - byteOffset) / 4))));
        expect(pairs).toEqual(whole.levels[i]!.pairs.subarray(0, pairs.length));
      });
    }
    expect(() => decodePeaks(peaks.subarray(0, 30))).toThrow(RangeError);
    expect(() => decodePeaks(new Uint8Array(100))).toThrow(RangeError);
  });

  test('survive being written and read', () => {
    const levels = [{ framesPerBucket: 256, pairs: Int16Array.of(-1, 2, -32_768, 32_767) }];
    const decoded = decodePeaks(encodePeaks({ sampleRate: 44_100, channels: 2, frames: 5_000_000_000, levels }));
    expect(decoded).toMatchObject({ sampleRate: 44_100, channels: 2, frames: 5_000_000_000, levels });
  });
});

describe('silence', () => {
  test('is counted at head and tail, on all channels together', () => {
    const left = new Float64Array(20_000);
    const right = new Float64Array(20_000);
    left.fill(0.5, 6000, 7000);
    right.fill(0.002, 5000, 15_001);
    expect(measure([left, right], 24)).toMatchObject({ silenceHeadFrames: 5000, silenceTailFrames: 4999 });
  });

  test('of the whole file is all head, and has no loudness and no peak', () => {
    expect(measure([new Float64Array(9000)])).toMatchObject({
      silenceHeadFrames: 9000,
      silenceTailFrames: 0,
      integratedLufs: null,
      truePeakDbtp: null,
    });
  });

  test('ends where −60 dBFS begins', () => {
    const level = (value: number) => measure([new Float64Array(100).fill(value)], 24).silenceHeadFrames;
    expect(level(0.000_99)).toBe(100);
    expect(level(0.001_01)).toBe(0);
  });
});

test('values that are no numbers break neither peaks nor loudness', () => {
  const broken = Float64Array.from({ length: 48_000 }, (_, i) => 0.5 * Math.sin(i / 20));
  broken[100] = Number.NaN;
  broken[30_000] = Number.POSITIVE_INFINITY;
  broken[40_000] = Number.NEGATIVE_INFINITY;
  for (const bitDepth of [32, 64]) {
    const measured = measure([broken], bitDepth, 'float');
    expect(measured.integratedLufs).toBeCloseTo(-9.75, 1);
    // The gaps that they leave are edges, which swing over between frames.
    expect(measured.truePeakDbtp).toBeGreaterThan(-6.1);
    expect(measured.truePeakDbtp).toBeLessThan(-3);
  }
});
