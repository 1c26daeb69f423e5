import { Envelope } from '../dsp/envelope.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { PulseOscillator, SawOscillator, SineOscillator } from '../dsp/oscillator.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';
import type { TimedNote } from '../music/phrase.ts';
import { toHz } from '../music/pitch.ts';

export interface SynthBassSettings {
  cutoffHz: number;
  /** How far each note opens the filter. */
  sweepHz: number;
  resonance: number;
  /** Time to reach a new pitch where notes touch. */
  glideSeconds: number;
}

const BLOCK = 16;

/** A bass of one voice: a saw, a pulse and a sine an octave below, through a filter that each note opens. */
export function playSynthBass(out: Float32Array, notes: readonly TimedNote[], settings: SynthBassSettings): void {
  const { cutoffHz, sweepHz, resonance, glideSeconds } = settings;
  const saw = new SawOscillator();
  const pulse = new PulseOscillator(0.42, 0.3);
  const sub = new SineOscillator();
  const filter = new StateVariableFilter();
  const glide = 1 - Math.exp(-BLOCK / (glideSeconds * SAMPLE_RATE));
  let pitch = notes[0]?.pitch ?? 0;
  notes.forEach((note, index) => {
    const next = notes[index + 1]?.startFrame ?? out.length;
    const end = note.startFrame + note.frames;
    const touches = index > 0 && notes[index - 1]!.startFrame + notes[index - 1]!.frames >= note.startFrame - 64;
    if (!touches) pitch = note.pitch;
    const loudness = new Envelope({ attackSeconds: 0.003, decaySeconds: 0.9, sustain: 0.62, releaseSeconds: 0.07 });
    const opening = new Envelope({ attackSeconds: 0.002, decaySeconds: 0.28, sustain: 0.12, releaseSeconds: 0.1 });
    const last = Math.min(next, end + Math.round(0.09 * SAMPLE_RATE), out.length);
    for (let block = note.startFrame; block < last; block += BLOCK) {
      pitch += (note.pitch - pitch) * glide;
      const hz = toHz(pitch);
      filter.tune(cutoffHz + sweepHz * opening.value * note.velocity, resonance);
      for (let frame = block; frame < Math.min(block + BLOCK, last); frame++) {
        const isHeld = frame < end;
        opening.next(isHeld);
        const voice = saw.next(hz) * 0.5 + pulse.next(hz * 1.003) * 0.22;
        const value = filter.low(voice) * 0.9 + sub.next(hz) * 0.55;
        out[frame]! += Math.tanh(value * 1.25) * loudness.next(isHeld) * note.velocity * endFade(frame, last);
      }
    }
  });
}

/** Takes the edge off where a note is cut by the next. */
function endFade(frame: number, last: number): number {
  return Math.min(1, (last - frame) / 96);
}
