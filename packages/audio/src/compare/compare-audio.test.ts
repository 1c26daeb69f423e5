import { describe, expect, it } from 'vitest';
import { compareAudio } from './compare-audio.ts';
import { type FrameSource, toFrameSource } from './frame-source.ts';

const RATE = 48_000;

interface Form {
  name: string;
  channels: number;
  /** Bits of an integer format, null for 32-bit floats. */
  bits: number | null;
}

const forms: Form[] = [1, 2].flatMap((channels) => [
  { name: `16-bit, ${channels} channels`, channels, bits: 16 },
  { name: `24-bit, ${channels} channels`, channels, bits: 24 },
  { name: `float, ${channels} channels`, channels, bits: null },
]);

function createRandom(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** A plucked, noisy line: no two bars are alike. Interleaved frames of `seconds`. */
function play(seconds: number, channels: number, seed: number): number[] {
  const random = createRandom(seed);
  const values: number[] = [];
  let frequency = 110;
  let age = 0;
  for (let frame = 0; frame < seconds * RATE; frame++) {
    if (frame % 12_000 === 0) {
      frequency = 80 + 300 * (random() + 0.5);
      age = 0;
    }
    const decay = Math.exp(-age / 9000);
    const tone =
      Math.sin((2 * Math.PI * frequency * age) / RATE) + 0.4 * Math.sin((6.02 * Math.PI * frequency * age) / RATE);
    age += 1;
    for (let channel = 0; channel < channels; channel++) {
      values.push(0.3 * decay * tone * (channel === 0 ? 1 : 0.8) + 0.02 * decay * random());
    }
  }
  return values;
}

const store = (values: readonly number[], { channels, bits }: Form): FrameSource => {
  const scale = bits === null ? null : 2 ** (bits - 1);
  const stored = Float64Array.from(values, (value) =>
    scale === null ? Math.fround(value) : Math.round(value * scale) / scale,
  );
  return toFrameSource(stored, { channels, sampleRate: RATE, step: scale === null ? 0 : 1 / scale });
};

describe.each(forms)('what happened to the sound: $name', (form) => {
  const { channels } = form;
  const frames = (count: number) => count * channels;
  const original = play(8, channels, 1);
  const other = play(8, channels, 2);
  const compare = (after: readonly number[], before = original) =>
    compareAudio(store(before, form), store(after, form));
  const punchIn = (values: readonly number[], start: number, end: number) =>
    values.map((value, at) => (at >= frames(start) && at < frames(end) ? (other[at] as number) : value));
  const scale = (values: readonly number[], decibels: number) => values.map((value) => value * 10 ** (decibels / 20));

  it('nothing', () => {
    expect(compare(original)).toEqual({ kind: 'same', residualDb: -200 });
  });

  it.each([1.5, -3, -12])('%f dB', (decibels) => {
    const change = compare(scale(original, decibels));
    expect(change.kind).toBe('gain');
    expect(change.gainDb).toBeCloseTo(decibels, 2);
    expect(change.residualDb).toBeLessThan(-60);
  });

  it('polarity', () => {
    expect(compare(original.map((value) => -value))).toMatchObject({ kind: 'polarity', isInverted: true });
  });

  it('a shift by 312 frames, either way', () => {
    const later = [...Array.from({ length: frames(312) }, () => 0), ...original];
    expect(compare(later)).toEqual({ kind: 'shift', shiftFrames: 312, residualDb: -200 });
    expect(compare(original.slice(frames(312)))).toMatchObject({ kind: 'shift', shiftFrames: -312 });
  });

  it('one punch-in, to the frame', () => {
    const change = compare(punchIn(original, 100_000, 124_000));
    expect(change.kind).toBe('regions');
    expect(change.regions).toHaveLength(1);
    expectNear(change.regions?.[0], 100_000, 124_000);
    expect(change.gainDb).toBeUndefined();
  });

  it('three punch-ins', () => {
    const { regions } = compare(punchIn(punchIn(punchIn(original, 9_000, 20_000), 150_000, 152_000), 300_000, 340_000));
    expect(regions).toHaveLength(3);
  });

  it('a region that became louder', () => {
    const louder = original.map((value, at) => (at >= frames(50_000) && at < frames(90_000) ? value * 1.4 : value));
    const { kind, regions } = compare(louder);
    expect(kind).toBe('regions');
    expect(regions).toHaveLength(1);
    expectNear(regions?.[0], 50_000, 90_000);
  });

  it('an inserted bar', () => {
    const inserted = other.slice(0, frames(96_000));
    const change = compare([...original.slice(0, frames(200_000)), ...inserted, ...original.slice(frames(200_000))]);
    expect(change.kind).toBe('regions');
    expect(change.regions).toHaveLength(1);
    expectNear(change.regions?.[0], 200_000, 296_000);
  });

  it('a bar cut out', () => {
    const change = compare([...original.slice(0, frames(150_000)), ...original.slice(frames(246_000))]);
    expect(change.kind).toBe('regions');
    expect(change.regions).toHaveLength(1);
    expectNear(change.regions?.[0], 150_000, 150_000);
  });

  it('a longer tail', () => {
    const change = compare([...original, ...other.slice(0, frames(30_000))]);
    expect(change).toMatchObject({ kind: 'regions', regions: [{ startFrame: 384_000, endFrame: 414_000 }] });
  });

  it('a punch-in, a cut and an insertion at once', () => {
    const punched = punchIn(original, 20_000, 30_000);
    const cut = [...punched.slice(0, frames(100_000)), ...punched.slice(frames(148_000))];
    const after = [...cut.slice(0, frames(250_000)), ...other.slice(0, frames(48_000)), ...cut.slice(frames(250_000))];
    const { regions } = compare(after);
    expect(regions).toHaveLength(3);
    expectNear(regions?.[0], 20_000, 30_000);
    expectNear(regions?.[1], 100_000, 100_000);
    expectNear(regions?.[2], 250_000, 298_000);
  });

  it('a punch-in and a 3 dB drop', () => {
    const change = compare(scale(punchIn(original, 100_000, 140_000), -3));
    expect(change.kind).toBe('regions');
    expect(change.gainDb).toBeCloseTo(-3, 2);
    expect(change.regions).toHaveLength(1);
    expectNear(change.regions?.[0], 100_000, 140_000);
  });

  it('a shift and a gain', () => {
    const change = compare(scale([...Array.from({ length: frames(480) }, () => 0), ...original], 2));
    expect(change).toMatchObject({ kind: 'shift', shiftFrames: 480 });
    expect(change.gainDb).toBeCloseTo(2, 2);
  });

  it('something else altogether', () => {
    const change = compare(other);
    expect(change.kind).toBe('re-recorded');
    expect(change.residualDb).toBeGreaterThan(-6);
  });
});

/** Edges may lie a few frames inside the true ones, where both versions happen to have the same value. */
function expectNear(
  region: { startFrame: number; endFrame: number } | undefined,
  startFrame: number,
  endFrame: number,
) {
  expect(Math.abs((region?.startFrame ?? -1) - startFrame)).toBeLessThanOrEqual(4);
  expect(Math.abs((region?.endFrame ?? -1) - endFrame)).toBeLessThanOrEqual(4);
}

it('two silences of one length are the same', () => {
  const silence = store(
    Array.from({ length: 48_000 }, () => 0),
    forms[0] as Form,
  );
  expect(compareAudio(silence, silence)).toMatchObject({ kind: 'same' });
});

it('files of different rates have nothing in common', () => {
  const form = forms[0] as Form;
  const values = play(1, 1, 1);
  expect(compareAudio(store(values, form), { ...store(values, form), sampleRate: 44_100 })).toMatchObject({
    kind: 're-recorded',
  });
});
