import { decayPerFrame } from '../dsp/envelope.ts';
import { fadeEnd } from '../dsp/fade-end.ts';
import { sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';

export interface KickSettings {
  /** Where the pitch settles. */
  hz: number;
  /** How far above it the pitch begins. */
  sweepHz: number;
  seconds: number;
  /** The beater on the skin. */
  click: number;
  drive: number;
}

/** A bass drum: a sine that falls, pushed a little, with a click at its start. */
export function makeKick(settings: KickSettings): Float32Array {
  const { hz, sweepHz, seconds, click, drive } = settings;
  const kick = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  const random = new Random('kick');
  const bodyDecay = decayPerFrame(seconds);
  const sweepDecay = decayPerFrame(0.11);
  const clickDecay = decayPerFrame(0.012);
  let phase = 0;
  let body = 1;
  let sweep = 1;
  let tick = click;
  for (let frame = 0; frame < kick.length; frame++) {
    phase += (hz + sweepHz * sweep) / SAMPLE_RATE;
    kick[frame] = Math.tanh(sine(phase) * body * drive + random.bipolar() * tick);
    body *= bodyDecay;
    sweep *= sweepDecay;
    tick *= clickDecay;
  }
  return fadeEnd(kick);
}
