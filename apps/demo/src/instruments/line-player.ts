import { sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';

/** Frames between two looks at pitch and vowel. */
const CONTROL_FRAMES = 16;

export interface LineSettings {
  /** Time to slide from one note to the next where they touch. */
  glideSeconds: number;
  vibratoHz: number;
  vibratoCents: number;
  /** How long a note stays still before it begins to sway. */
  vibratoDelaySeconds: number;
  /** How far the pitch wanders by itself. */
  driftCents: number;
  seed: string;
}

/** What a singer, or anyone who plays one note at a time, does at one moment. */
export interface LineMoment {
  /** MIDI number with fraction. */
  pitch: number;
  note: TimedNote;
  isHeld: boolean;
  /** Since the note began. */
  seconds: number;
  startFrame: number;
  endFrame: number;
}

/** Walks along a melody of one voice and tells, a few frames at a time, where the pitch is; `tailSeconds` after each note too. */
export function followLine(
  notes: readonly TimedNote[],
  frames: number,
  settings: LineSettings,
  tailSeconds: number,
  play: (moment: LineMoment) => void,
): void {
  const random = new Random(settings.seed);
  const glide = 1 - Math.exp(-CONTROL_FRAMES / (settings.glideSeconds * SAMPLE_RATE));
  let pitch = notes[0]?.pitch ?? 0;
  let drift = 0;
  let turns = random.next();
  notes.forEach((note, index) => {
    const next = notes[index + 1]?.startFrame ?? frames;
    const held = note.startFrame + note.frames;
    const end = Math.min(next, Math.round(held + tailSeconds * SAMPLE_RATE), frames);
    const before = notes[index - 1];
    if (!before || note.startFrame - before.startFrame - before.frames > 0.12 * SAMPLE_RATE) {
      // A first note is reached from just below, as singers do.
      pitch = note.pitch - 0.6;
    }
    for (let start = note.startFrame; start < end; start += CONTROL_FRAMES) {
      const seconds = (start - note.startFrame) / SAMPLE_RATE;
      pitch += (note.pitch - pitch) * glide;
      drift += random.bipolar() * 0.02 - drift * 0.004;
      turns += ((settings.vibratoHz + drift) * CONTROL_FRAMES) / SAMPLE_RATE;
      const sway = Math.min(1, Math.max(0, (seconds - settings.vibratoDelaySeconds) / 0.35));
      const cents = settings.vibratoCents * sway * sine(turns) + settings.driftCents * drift;
      play({
        pitch: pitch + cents / 100,
        note,
        isHeld: start < held,
        seconds,
        startFrame: start,
        endFrame: Math.min(start + CONTROL_FRAMES, end),
      });
    }
  });
}
