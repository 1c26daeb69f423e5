import { Envelope } from '../dsp/envelope.ts';
import { OnePole, StateVariableFilter } from '../dsp/filter.ts';
import { SawOscillator } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { panGains, type Stereo } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';
import { followLine, type LineSettings } from './line-player.ts';
import { formantResonance, syllableOf, vowels } from './vowel.ts';

export interface SingerSettings extends LineSettings {
  pan: number;
  gain: number;
  /** How much breath is heard. */
  breath: number;
  /** The size of the mouth: 1 is an alto, less is larger. */
  formantScale?: number;
}

const FORMANTS = 5;
/** The part of its way that the mouth goes between two looks at it: it arrives in some 15 ms. */
const MOUTH_SPEED = 0.025;

/** Sings a line: a buzzing source with breath goes through the five resonances of a mouth that moves from vowel to vowel. */
export function sing(out: Stereo, notes: readonly TimedNote[], settings: SingerSettings): void {
  const [left, right] = out;
  const [leftGain, rightGain] = panGains(settings.pan);
  const { formantScale = 1 } = settings;
  const random = new Random(`${settings.seed}/breath`);
  const folds = new SawOscillator(random.next());
  const tilt = new OnePole(4200);
  const mouth = Array.from({ length: FORMANTS }, () => new StateVariableFilter());
  const centres = new Float64Array(FORMANTS).fill(500);
  const strengths = new Float64Array(FORMANTS);
  const times = { attackSeconds: 0.06, decaySeconds: 1.6, sustain: 0.78, releaseSeconds: 0.22 };
  let loudness = new Envelope(times);
  let singing: TimedNote | null = null;
  let level = 0;
  followLine(notes, left.length, settings, 0.25, (moment) => {
    if (moment.note !== singing) {
      singing = moment.note;
      loudness = new Envelope(times);
    }
    const hz = toHz(moment.pitch);
    const syllable = syllableOf(moment.note.syllable);
    const way = Math.min(1, moment.seconds / syllable.seconds);
    const open = way * way * (3 - 2 * way);
    const from = vowels[syllable.from];
    const to = vowels[syllable.to];
    for (let formant = 0; formant < FORMANTS; formant++) {
      const wanted = (from.hz[formant]! + (to.hz[formant]! - from.hz[formant]!) * open) * formantScale;
      // A singer lifts the lowest resonance to the note when the note would rise above it.
      const centre = formant === 0 ? Math.max(wanted, hz * 0.98) : wanted;
      const strength = from.gain[formant]! + (to.gain[formant]! - from.gain[formant]!) * open;
      // Neighbours of opposite sign: else they would cancel each other between their peaks.
      const signed = formant % 2 === 0 ? strength : -strength;
      // A mouth takes a moment to move; a jump would click.
      centres[formant]! += (centre - centres[formant]!) * MOUTH_SPEED;
      strengths[formant]! += (signed - strengths[formant]!) * MOUTH_SPEED;
      mouth[formant]!.tune(centres[formant]!, formantResonance(formant, centres[formant]!));
    }
    // A local is far cheaper than what a closure shares.
    let now = level;
    for (let frame = moment.startFrame; frame < moment.endFrame; frame++) {
      now += (loudness.next(moment.isHeld) * moment.note.velocity - now) * 0.0016;
      const source = tilt.low(folds.next(hz)) * 1.4 + random.bipolar() * settings.breath * (0.4 + now);
      let sound = 0;
      for (let formant = 0; formant < FORMANTS; formant++) {
        sound += mouth[formant]!.band(source) * strengths[formant]!;
      }
      const value = sound * now * settings.gain;
      left[frame]! += value * leftGain;
      right[frame]! += value * rightGain;
    }
    level = now;
  });
}
