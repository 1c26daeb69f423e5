const STEPS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The steps above C of a note's name without octave: `F#` is 6, `Bb` is 10. */
export function parsePitchClass(name: string): number {
  const step = STEPS[name[0] ?? ''];
  if (step === undefined || !/^[A-G][#b]?$/.test(name)) throw new Error(`There is no note called ${name}.`);
  const accidental = name[1] === '#' ? 1 : name[1] === 'b' ? -1 : 0;
  return (step + accidental + 12) % 12;
}

/** The MIDI number of a note: `A4` is 69, `C4` is 60. */
export function parsePitch(name: string): number {
  const match = /^([A-G])([#b]?)(\d)$/.exec(name);
  if (!match) throw new Error(`There is no pitch called ${name}.`);
  const accidental = match[2] === '#' ? 1 : match[2] === 'b' ? -1 : 0;
  return STEPS[match[1]!]! + accidental + 12 * (Number(match[3]) + 1);
}

/** The frequency of a MIDI number, which may have a fraction. */
export function toHz(pitch: number): number {
  return 440 * 2 ** ((pitch - 69) / 12);
}
