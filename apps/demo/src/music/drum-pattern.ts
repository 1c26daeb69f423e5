import { STEPS_PER_BAR } from './grid.ts';

/** A hit on a sixteenth. */
export interface Hit {
  step: number;
  velocity: number;
}

const VELOCITIES: Readonly<Record<string, number>> = { X: 1, x: 0.78, o: 0.5, ',': 0.28 };

/** Reads a bar of hits: sixteen characters, `X` an accent, `x` a hit, `o` a soft one, `,` a ghost, `.` nothing. */
export function parseHits(bar: string, barNumber: number): readonly Hit[] {
  const characters = bar.split('');
  if (characters.length !== STEPS_PER_BAR) throw new Error(`“${bar}” is not a bar of ${STEPS_PER_BAR} sixteenths.`);
  return characters.flatMap((character, index) => {
    if (character === '.') return [];
    const velocity = VELOCITIES[character];
    if (velocity === undefined) throw new Error(`“${character}” is not a hit.`);
    return [{ step: barNumber * STEPS_PER_BAR + index, velocity }];
  });
}

/** What each drum plays in each bar: a name per drum, a text per bar. */
export type DrumBar<Drum extends string> = Partial<Record<Drum, string>>;

/** All hits of one drum over a song's bars. */
export function hitsOf<Drum extends string>(bars: readonly DrumBar<Drum>[], drum: Drum): readonly Hit[] {
  return bars.flatMap((bar, index) => (bar[drum] === undefined ? [] : parseHits(bar[drum], index)));
}
