import { expect, it } from 'vitest';
import { STEPS_PER_BAR } from '../music/grid.ts';
import * as nightDrive from './night-drive/score.ts';
import * as paperLanterns from './paper-lanterns/score.ts';

it.each([
  { name: 'Night Drive', score: nightDrive, lines: [nightDrive.hook, nightDrive.song] },
  {
    name: 'Paper Lanterns',
    score: paperLanterns,
    lines: [paperLanterns.tune, paperLanterns.sketchTune, paperLanterns.hummed],
  },
])('every line of $name ends with the song, and no note begins before the last is over', ({ score, lines }) => {
  const { bars, harmony } = score;
  const end = bars.end * STEPS_PER_BAR;
  expect(harmony.reduce((sum, span) => sum + span.steps, 0)).toBe(end);
  for (const line of lines) {
    for (const [index, note] of line.entries()) {
      const next = line[index + 1]?.step ?? end;
      expect(note.step + note.steps).toBeLessThanOrEqual(next);
    }
  }
});
