import { describe, expect, it } from 'vitest';
import { punchIn, withGain, withShift } from './edit.ts';
import { quantise } from './quantise.ts';
import { Random } from './random.ts';
import type { Sound } from './sound.ts';

function makeTake(seed: string): Sound {
  const random = new Random(seed);
  const take = [0, 1].map(() => Float32Array.from({ length: 5000 }, () => random.bipolar() * 0.5));
  quantise(take, seed);
  return take;
}

describe('edits of a take', () => {
  it('a louder take is the same take times one gain, to the nearest of 24 bits', () => {
    const take = makeTake('a');
    const louder = withGain(take, 2);
    const gain = 10 ** (2 / 20);
    for (const [index, value] of louder[0]!.entries()) {
      expect(Math.abs(value - take[0]![index]! * gain)).toBeLessThanOrEqual(0.5001 / 2 ** 23);
    }
  });

  it('a take that moved is the same frames at another place', () => {
    const take = makeTake('a');
    expect(withShift(take, 100)[1]!.subarray(100)).toEqual(take[1]!.subarray(0, 4900));
    expect(withShift(take, -100)[1]!.subarray(0, 4900)).toEqual(take[1]!.subarray(100));
    expect(
      withShift(take, 100)[0]!
        .subarray(0, 100)
        .every((value) => value === 0),
    ).toBe(true);
  });

  it('a punch-in leaves every frame outside of it as it was', () => {
    const [old, played] = [makeTake('old'), makeTake('new')];
    const punched = punchIn(old, played, { startFrame: 1000, endFrame: 3000, fadeFrames: 100 });
    expect(punched[0]!.subarray(0, 1000)).toEqual(old[0]!.subarray(0, 1000));
    expect(punched[0]!.subarray(3000)).toEqual(old[0]!.subarray(3000));
    expect(punched[0]!.subarray(1100, 2900)).toEqual(played[0]!.subarray(1100, 2900));
  });
});
