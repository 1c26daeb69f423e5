import { describe, expect, it } from 'vitest';
import { leadVoices, parseChord } from './chord.ts';
import { parseHits } from './drum-pattern.ts';
import { Grid } from './grid.ts';
import { parseHarmony } from './harmony.ts';
import { parsePhrase, phraseSteps, timeNotes } from './phrase.ts';
import { parsePitch, toHz } from './pitch.ts';

describe('notation', () => {
  it('reads pitches by their names', () => {
    expect([parsePitch('C4'), parsePitch('Bb4'), parsePitch('F#3')]).toEqual([60, 70, 54]);
    expect(toHz(parsePitch('A4'))).toBe(440);
    expect(() => parsePitch('H4')).toThrow('There is no pitch called H4.');
  });

  it('reads a melody with rests, accents and syllables', () => {
    expect(parsePhrase('-:4 A4:2=doo | C5:10!', 16)).toEqual([
      { step: 20, steps: 2, pitch: 69, velocity: 0.8, syllable: 'doo' },
      { step: 22, steps: 10, pitch: 72, velocity: 1 },
    ]);
    expect(phraseSteps('-:4 A4:2=doo | C5:10!')).toBe(16);
    expect(() => parsePhrase('A4')).toThrow('“A4” is not a note.');
  });

  it('reads a lead sheet: the chords of a bar share it', () => {
    const harmony = parseHarmony('Am9 | E7sus4 E7');
    expect(harmony.map(({ step, steps }) => [step, steps])).toEqual([
      [0, 16],
      [16, 8],
      [24, 8],
    ]);
    expect(parseChord('C/E').bass).toBe(4);
    expect(() => parseChord('Xm')).toThrow('There is no chord called Xm.');
  });

  it('reads a bar of drums, and refuses one that is not a bar', () => {
    expect(parseHits('X...x...o...,...', 1).map(({ step }) => step)).toEqual([16, 20, 24, 28]);
    expect(() => parseHits('X...', 0)).toThrow('is not a bar of 16 sixteenths');
  });
});

describe('time', () => {
  it('puts sixteenths on exact frames, and lets the second of a pair swing', () => {
    expect(new Grid(100).frameOf(3)).toBe(21_600);
    expect(new Grid(100, 0.6).frameOf(1)).toBe(8640);
    expect(new Grid(100, 0.6).frameOf(2)).toBe(14_400);
    const [note] = timeNotes(new Grid(100), parsePhrase('A4:4'), 0.5);
    expect(note).toMatchObject({ startFrame: 0, frames: 14_400 });
  });
});

describe('voice-leading', () => {
  it('moves each voice by a step or two from chord to chord', () => {
    const chords = ['Am9', 'Am7/G', 'Fmaj9', 'E7'].map(parseChord);
    const voicings = leadVoices(chords, { voices: 4, centre: 62 });
    for (const [index, voicing] of voicings.entries()) {
      expect(voicing).toHaveLength(4);
      const previous = voicings[index - 1];
      if (!previous) continue;
      const moves = voicing.map((pitch, voice) => Math.abs(pitch - previous[voice]!));
      expect(Math.max(...moves)).toBeLessThanOrEqual(4);
    }
  });
});
