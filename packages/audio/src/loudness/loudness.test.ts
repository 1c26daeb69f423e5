import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createExtremes, findExtremes, groupFrames } from '../measure/extremes.ts';
import { channelWeights } from './channel-weights.ts';
import { kWeighting } from './k-weighting.ts';
import { LoudnessMeter } from './loudness-meter.ts';
import { oversamplingPhases, phaseTaps } from './oversampling-filter.ts';
import { TruePeakMeter } from './true-peak-meter.ts';

function sine(hertz: number, decibels: number, seconds: number, sampleRate = 48_000): Float32Array {
  const amplitude = 10 ** (decibels / 20);
  return Float32Array.from(
    { length: seconds * sampleRate },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );
}

function join(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => Array.from(part)));
}

function integrated(planes: Float32Array[], sampleRate = 48_000): number | null {
  const meter = new LoudnessMeter(sampleRate, channelWeights(planes.length, null));
  meter.push(planes, 0, planes[0]!.length);
  return meter.integratedLufs();
}

describe('integrated loudness', () => {
  test('uses the filters of BS.1770 at 48 kHz', () => {
    const { shelf, highPass } = kWeighting(48_000);
    expect(shelf.b0).toBeCloseTo(1.53512485958697, 8);
    expect(shelf.b1).toBeCloseTo(-2.69169618940638, 8);
    expect(shelf.b2).toBeCloseTo(1.19839281085285, 8);
    expect(shelf.a1).toBeCloseTo(-1.69065929318241, 8);
    expect(shelf.a2).toBeCloseTo(0.73248077421585, 8);
    expect(highPass.a1).toBeCloseTo(-1.99004745483398, 8);
    expect(highPass.a2).toBeCloseTo(0.99007225036621, 8);
  });

  test.each([44_100, 48_000, 96_000, 192_000])(
    'of a stereo sine of 1 kHz at −23 dBFS is −23 LUFS at %i Hz (EBU Tech 3341, case 1)',
    (rate) => {
      const tone = sine(1000, -23, 5, rate);
      expect(integrated([tone, tone], rate)).toBeCloseTo(-23, 1);
    },
  );

  test('of a full-scale sine of 997 Hz in one channel is −3.01 LUFS (BS.1770-5, Annex 1)', () => {
    const tone = sine(997, 0, 5);
    expect(integrated([tone])).toBeCloseTo(-3.01, 2);
    expect(integrated([tone, new Float32Array(tone.length)])).toBeCloseTo(-3.01, 2);
  });

  test('leaves quiet passages out (EBU Tech 3341, case 3)', () => {
    const tone = join(sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10));
    expect(integrated([tone, tone])).toBeCloseTo(-23, 1);
  });

  test('leaves silence out (EBU Tech 3341, case 4)', () => {
    const tone = join(
      sine(1000, -72, 10),
      sine(1000, -36, 10),
      sine(1000, -23, 60),
      sine(1000, -36, 10),
      sine(1000, -72, 10),
    );
    expect(integrated([tone, tone])).toBeCloseTo(-23, 1);
  });

  test('counts surrounds more and the low-frequency channel not at all (EBU Tech 3341, case 6)', () => {
    const [front, centre, surround] = [sine(1000, -28, 20), sine(1000, -24, 20), sine(1000, -30, 20)];
    expect(integrated([front, front, centre, sine(1000, -3, 20), surround, surround])).toBeCloseTo(-23, 1);
  });

  test('is unknown for less than 400 ms', () => {
    expect(integrated([sine(1000, -10, 0.39)])).toBeNull();
  });

  test('does not depend on how the frames arrive', () => {
    const tone = sine(440, -20, 3);
    const meter = new LoudnessMeter(48_000, [1]);
    for (let at = 0; at < tone.length; at += 777) meter.push([tone], at, Math.min(tone.length, at + 777));
    expect(meter.integratedLufs()).toBeCloseTo(integrated([tone])!, 10);
  });

  test('weighs the backs of 7.1 as far behind, those of 5.1 as surrounds', () => {
    expect(channelWeights(6, null)).toEqual([1, 1, 1, 0, 1.41, 1.41]);
    expect(channelWeights(8, null)).toEqual([1, 1, 1, 0, 1, 1, 1.41, 1.41]);
    expect(channelWeights(2, null)).toEqual([1, 1]);
    expect(channelWeights(12, null)).toHaveLength(12);
  });
});

describe('true peak', () => {
  function truePeak(samples: Float32Array, sampleRate = 48_000): number | null {
    const groups = Math.ceil(samples.length / groupFrames) + 2;
    const plane = new Float32Array(groupFrames * (groups + 1));
    plane.set(samples, groupFrames);
    const extremes = createExtremes(1, groups);
    findExtremes(extremes, [plane], groupFrames, plane.length);
    const meter = new TruePeakMeter(sampleRate, 1);
    meter.push([plane], extremes);
    return meter.truePeakDbtp();
  }

  /** Every point, computed. */
  function everyPoint(samples: Float32Array, factor: number): number {
    const padded = new Float32Array(samples.length + 2 * phaseTaps);
    padded.set(samples, phaseTaps);
    let peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
    for (const taps of oversamplingPhases(factor)) {
      for (let at = 0; at + phaseTaps <= padded.length; at++) {
        peak = Math.max(peak, Math.abs(taps.reduce((sum, tap, i) => sum + tap * padded[at + i]!, 0)));
      }
    }
    return 20 * Math.log10(peak);
  }

  test('finds what lies between samples (EBU Tech 3341, case 15 and following)', () => {
    const tone = Float32Array.from({ length: 48_000 }, (_, i) => {
      const fade = Math.min(1, i / 2000, (48_000 - i) / 2000);
      return 0.5 * fade * Math.sin((Math.PI / 2) * i + Math.PI / 4);
    });
    expect(truePeak(tone)).toBeCloseTo(-6.02, 1);
    expect(20 * Math.log10(Math.max(...tone))).toBeCloseTo(-9.03, 1);
  });

  test('is never missed by leaving points out', () => {
    const sound = fc.record({
      seed: fc.integer(),
      hertz: fc.double({ min: 10, max: 23_900, noNaN: true }),
      noise: fc.double({ min: 0, max: 1, noNaN: true }),
      frames: fc.integer({ min: 1, max: 2000 }),
      rate: fc.constantFrom(48_000, 96_000),
    });
    fc.assert(
      fc.property(sound, ({ seed, hertz, noise, frames, rate }) => {
        const samples = Float32Array.from({ length: frames }, (_, i) => {
          const hash = Math.sin(seed + i * 12.9898) * 43_758.5453;
          return 0.7 * Math.sin((2 * Math.PI * hertz * i) / rate) + noise * (hash - Math.floor(hash) - 0.5);
        });
        const expected = everyPoint(samples, rate === 48_000 ? 4 : 2);
        expect(truePeak(samples, rate) ?? -1000).toBeCloseTo(Math.max(-1000, expected), 4);
      }),
      { numRuns: 200 },
    );
  });

  test('of digital silence is none', () => {
    expect(truePeak(new Float32Array(500))).toBeNull();
  });
});
