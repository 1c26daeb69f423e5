import { describe, expect, it } from 'vitest';
import { toFrameSource } from './frame-source.ts';
import { planSplice, type SpliceSegment } from './plan-splice.ts';

const format = { channels: 1, sampleRate: 48_000, step: 2 ** -15 };

function noise(frames: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 16) - 32_768) / 32_768;
  });
}

const base = noise(60_000, 1);
const other = noise(60_000, 2);
const punchIn = (values: readonly number[], start: number, end: number, from = other) => [
  ...values.slice(0, start),
  ...from.slice(start, end),
  ...values.slice(end),
];
const insert = (values: readonly number[], at: number, frames: number) => [
  ...values.slice(0, at),
  ...other.slice(0, frames),
  ...values.slice(at),
];
const cut = (values: readonly number[], start: number, end: number) => [
  ...values.slice(0, start),
  ...values.slice(end),
];
const source = (values: readonly number[]) => toFrameSource(Float64Array.from(values), format);
const plan = (ours: readonly number[], theirs: readonly number[]) =>
  planSplice(source(base), source(ours), source(theirs));

/** The frames that a plan gives. */
function splice(ours: readonly number[], theirs: readonly number[]): number[] {
  const segments = plan(ours, theirs) as SpliceSegment[];
  const files = { base, ours, theirs };
  return segments.flatMap(({ from, startFrame, frames }) => files[from].slice(startFrame, startFrame + frames));
}

describe('a splice', () => {
  it('has both of two punch-ins, to the frame', () => {
    const ours = punchIn(base, 5_000, 9_000);
    const theirs = punchIn(base, 30_000, 42_000);
    expect(splice(ours, theirs)).toEqual(punchIn(ours, 30_000, 42_000));
    expect(splice(theirs, ours)).toEqual(punchIn(ours, 30_000, 42_000));
  });

  it('has the inserted bar of one side and the punch-in of the other', () => {
    const ours = insert(base, 10_000, 4_800);
    const theirs = punchIn(base, 40_000, 44_000);
    expect(splice(ours, theirs)).toEqual(insert(theirs, 10_000, 4_800));
  });

  it('has the cut of one side and the longer tail of the other', () => {
    const ours = cut(base, 20_000, 26_000);
    const theirs = [...base, ...other.slice(0, 3_000)];
    expect(splice(ours, theirs)).toEqual([...ours, ...other.slice(0, 3_000)]);
  });

  it('has an edit that both made alike once', () => {
    const ours = punchIn(base, 5_000, 9_000);
    expect(splice(ours, ours)).toEqual(ours);
  });

  it('of an untouched side is the other side', () => {
    const ours = cut(punchIn(base, 5_000, 9_000), 50_000, 55_000);
    expect(splice(ours, base)).toEqual(ours);
    expect(splice(base, ours)).toEqual(ours);
  });
});

describe('there is no splice', () => {
  it('of edits that overlap', () => {
    expect(plan(punchIn(base, 5_000, 9_000), punchIn(base, 8_000, 12_000, noise(60_000, 3)))).toBe('overlapping-edits');
  });

  it('of two insertions at one place', () => {
    expect(
      plan(insert(base, 10_000, 2_000), [...base.slice(0, 10_000), ...noise(3_000, 4), ...base.slice(10_000)]),
    ).toBe('overlapping-edits');
  });

  it('of a whole new recording and an edit', () => {
    expect(plan(other, punchIn(base, 5_000, 9_000, noise(60_000, 3)))).toBe('overlapping-edits');
  });

  it('of files of different formats', () => {
    const louder = { ...source(base), step: 2 ** -23 };
    expect(planSplice(source(base), source(base), louder)).toBe('different-format');
  });
});
