import { parsePitchClass } from './pitch.ts';

/** Steps above the root, in the order in which a voicing should keep them: what colours the chord comes first. */
const QUALITIES: Readonly<Record<string, readonly number[]>> = {
  '': [4, 7, 0],
  m: [3, 7, 0],
  '6': [4, 9, 7, 0],
  m6: [3, 9, 7, 0],
  '69': [4, 9, 2, 7, 0],
  '7': [4, 10, 7, 0],
  m7: [3, 10, 7, 0],
  maj7: [4, 11, 7, 0],
  m7b5: [3, 10, 6, 0],
  '7sus4': [5, 10, 7, 0],
  m9: [3, 10, 2, 7, 0],
  maj9: [4, 11, 2, 7, 0],
  '13': [4, 10, 9, 2, 0],
  '7b9': [4, 10, 1, 7, 0],
  '9sus4': [5, 10, 2, 7, 0],
  add9: [4, 2, 7, 0],
  madd9: [3, 2, 7, 0],
};

export interface Chord {
  /** The lowest note's pitch class. */
  bass: number;
  root: number;
  /** Pitch classes, the most telling first. */
  tones: readonly number[];
}

/** Reads a chord as a lead sheet writes it: `Am9`, `E7sus4`, `C/E`. */
export function parseChord(text: string): Chord {
  const match = /^([A-G][#b]?)([^/]*)(?:\/([A-G][#b]?))?$/.exec(text);
  const quality = match && QUALITIES[match[2]!];
  if (!match || !quality) throw new Error(`There is no chord called ${text}.`);
  const root = parsePitchClass(match[1]!);
  return {
    bass: match[3] ? parsePitchClass(match[3]) : root,
    root,
    tones: quality.map((step) => (root + step) % 12),
  };
}

/**
 * Chooses a close voicing for each chord so that the voices move as little as they can from the one before, and stay
 * around a centre. Ties go to the lower voicing.
 */
export function leadVoices(
  chords: readonly Chord[],
  { voices, centre }: { voices: number; centre: number },
): readonly (readonly number[])[] {
  let previous: readonly number[] | null = null;
  return chords.map((chord) => {
    const tones = chord.tones.slice(0, voices);
    let best: readonly number[] = [];
    let bestCost = Number.POSITIVE_INFINITY;
    for (let lowest = centre - 12; lowest <= centre; lowest++) {
      if (!tones.includes(((lowest % 12) + 12) % 12)) continue;
      const voicing = tones.map((tone) => lowest + ((tone - lowest + 1200) % 12)).sort((a, b) => a - b);
      const middle = voicing.reduce((sum, pitch) => sum + pitch, 0) / voicing.length;
      const cost = 0.6 * Math.abs(middle - centre) + (previous ? motion(previous, voicing) : 0);
      if (cost < bestCost) {
        best = voicing;
        bestCost = cost;
      }
    }
    previous = best;
    return best;
  });
}

function motion(from: readonly number[], to: readonly number[]): number {
  return to.reduce((sum, pitch, index) => sum + Math.abs(pitch - from[Math.min(index, from.length - 1)]!), 0);
}
