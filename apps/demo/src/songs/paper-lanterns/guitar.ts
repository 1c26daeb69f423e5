import { addReverb } from '../../dsp/reverb.ts';
import { type Stereo, silentStereo } from '../../dsp/sound.ts';
import { playNylonGuitar } from '../../instruments/nylon-guitar.ts';
import { leadVoices } from '../../music/chord.ts';
import { STEPS_PER_BAR } from '../../music/grid.ts';
import { type Note, type TimedNote, timeNotes } from '../../music/phrase.ts';
import { printTake } from '../print-take.ts';
import { bars, grid, harmony, songFrames } from './score.ts';

/** The fingers pluck here, … */
const fingers = [0, 3, 6, 10, 13];
/** … and the thumb here. */
const thumb = [0, 8];
/** How far apart the strings of one chord sound. */
const STRUM_FRAMES = 340;

const voicings = leadVoices(
  harmony.map((span) => span.chord),
  { voices: 4, centre: 60 },
);

interface Touch {
  note: Note;
  string: number;
}

/** The chord that sounds at a sixteenth. */
function spanAt(step: number): number {
  return harmony.findIndex((span) => step >= span.step && step < span.step + span.steps);
}

function touches(): readonly Touch[] {
  const all: Touch[] = [];
  for (let bar = 0; bar < bars.end; bar++) {
    const isLast = bar === bars.end - 1;
    for (const place of isLast ? [0] : fingers) {
      const step = bar * STEPS_PER_BAR + place;
      const span = harmony[spanAt(step)]!;
      const steps = isLast ? 16 : Math.min(4, span.step + span.steps - step);
      voicings[spanAt(step)]!.forEach((pitch, string) => {
        all.push({ note: { step, steps, pitch, velocity: place === 0 ? 0.72 : 0.6 }, string: string + 1 });
      });
    }
    for (const place of isLast ? [0] : thumb) {
      const step = bar * STEPS_PER_BAR + place;
      const root = 40 + ((harmony[spanAt(step)]!.chord.bass - 40 + 1200) % 12);
      all.push({ note: { step, steps: isLast ? 16 : 7, pitch: root, velocity: 0.7 }, string: 0 });
    }
  }
  return all;
}

function inFrames(touch: Touch): TimedNote {
  const [timed] = timeNotes(grid, [touch.note], 0.9);
  return { ...timed!, startFrame: timed!.startFrame + touch.string * STRUM_FRAMES };
}

function play(notes: readonly TimedNote[]): Stereo {
  const out = silentStereo(songFrames);
  playNylonGuitar(out, notes);
  addReverb(out, { seconds: 1.1, wet: 0.16, preDelaySeconds: 0.015, lowCutHz: 220 });
  return printTake(out, 'paper-lanterns/guitar', 0.165);
}

/** Where the first take stumbles: the two saddest bars. */
export const stumble = { fromBar: bars.first + 5, toBar: bars.first + 7 } as const;

/** The first take. In two bars the hand comes late, and one string does not ring. */
export function playGuitar(): Stereo {
  const [from, to] = [grid.frameOfBar(stumble.fromBar), grid.frameOfBar(stumble.toBar)];
  const notes = touches()
    .filter((touch) => !(touch.string === 3 && isStumbling(inFrames(touch))))
    .map(inFrames);
  function isStumbling(note: TimedNote): boolean {
    return note.startFrame >= from && note.startFrame < to;
  }
  return play(notes.map((note) => (isStumbling(note) ? { ...note, startFrame: note.startFrame + 3400 } : note)));
}

/** The same, played well all the way. */
export function playGuitarWell(): Stereo {
  return play(touches().map(inFrames));
}
