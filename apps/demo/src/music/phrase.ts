import type { Grid } from './grid.ts';
import { parsePitch } from './pitch.ts';

/** A note in sixteenths. */
export interface Note {
  step: number;
  steps: number;
  pitch: number;
  velocity: number;
  /** What a voice sings on it. */
  syllable?: string;
}

/** A note in frames, ready to be played. */
export interface TimedNote {
  startFrame: number;
  frames: number;
  pitch: number;
  velocity: number;
  syllable?: string;
}

/**
 * Reads a melody: `A4:3` is a note of three sixteenths, `-:4` a rest, `A4:2=doo` a note with a syllable, `A4:2!` one
 * with an accent; bar lines are for the reader. The first note falls on `fromStep`.
 */
export function parsePhrase(text: string, fromStep = 0): readonly Note[] {
  const notes: Note[] = [];
  let step = fromStep;
  for (const token of text.split(/\s+/)) {
    if (token === '' || token === '|') continue;
    const match = /^(-|[A-G][#b]?\d):(\d+)(!?)(?:=(\w+))?$/.exec(token);
    if (!match) throw new Error(`“${token}” is not a note.`);
    const [, name, length, accent, syllable] = match;
    const steps = Number(length);
    if (name !== '-') {
      notes.push({ step, steps, pitch: parsePitch(name!), velocity: accent ? 1 : 0.8, ...(syllable && { syllable }) });
    }
    step += steps;
  }
  return notes;
}

/** The length of a melody in sixteenths, rests included. */
export function phraseSteps(text: string): number {
  return [...text.matchAll(/:(\d+)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
}

/** Moves notes up or down. */
export function transpose(notes: readonly Note[], semitones: number): readonly Note[] {
  return notes.map((note) => ({ ...note, pitch: note.pitch + semitones }));
}

/** Puts notes on the time line; `legato` is how much of its written length a note sounds. */
export function timeNotes(grid: Grid, notes: readonly Note[], legato = 0.95): readonly TimedNote[] {
  return notes.map((note) => {
    const startFrame = grid.frameOf(note.step);
    const frames = Math.round((grid.frameOf(note.step + note.steps) - startFrame) * legato);
    return {
      startFrame,
      frames,
      pitch: note.pitch,
      velocity: note.velocity,
      ...(note.syllable && { syllable: note.syllable }),
    };
  });
}
