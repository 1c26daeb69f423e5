import { decayPerFrame } from '../dsp/envelope.ts';
import { fadeEnd } from '../dsp/fade-end.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { SAMPLE_RATE } from '../dsp/sound.ts';

/** Several hands that do not quite clap at once. */
export function makeClap(seed: string): Float32Array {
  const clap = new Float32Array(Math.round(0.28 * SAMPLE_RATE));
  const random = new Random(seed);
  const filter = new StateVariableFilter(1250, 1.1);
  const hands = [0, 0.011, 0.021, 0.032].map((seconds) => Math.round(seconds * SAMPLE_RATE));
  const handDecay = decayPerFrame(0.022);
  const tailDecay = decayPerFrame(0.24);
  let level = 0;
  for (let frame = 0; frame < clap.length; frame++) {
    const hand = hands.indexOf(frame);
    if (hand >= 0) level = 1;
    clap[frame] = filter.band(random.bipolar()) * level * 1.6;
    level *= frame > hands.at(-1)! ? tailDecay : handDecay;
  }
  return fadeEnd(clap);
}

/** A tom: a falling sine with a little skin. */
export function makeTom(hz: number): Float32Array {
  const tom = new Float32Array(Math.round(0.5 * SAMPLE_RATE));
  const random = new Random(`tom/${hz}`);
  const decay = decayPerFrame(0.5);
  const skinDecay = decayPerFrame(0.05);
  let phase = 0;
  let body = 1;
  let skin = 0.5;
  for (let frame = 0; frame < tom.length; frame++) {
    phase += (hz * (1 + 0.7 * Math.exp(-frame / 1400))) / SAMPLE_RATE;
    tom[frame] = Math.tanh((sine(phase) * 1.3 + 0.25 * sine(phase * 1.58)) * body + random.bipolar() * skin);
    body *= decay;
    skin *= skinDecay;
  }
  return fadeEnd(tom);
}

/** A stick across the rim: two short, hard modes. */
export function makeRim(): Float32Array {
  const rim = new Float32Array(Math.round(0.09 * SAMPLE_RATE));
  const decay = decayPerFrame(0.07);
  let level = 1;
  for (let frame = 0; frame < rim.length; frame++) {
    const seconds = frame / SAMPLE_RATE;
    rim[frame] = Math.tanh(
      (sine(seconds * 1720) + 0.8 * sine(seconds * 455) + 0.4 * sine(seconds * 2630)) * level * 1.4,
    );
    level *= decay;
  }
  return fadeEnd(rim);
}

export interface NoiseHitSettings {
  hz: number;
  resonance: number;
  attackSeconds: number;
  seconds: number;
  seed: string;
}

/** A burst of coloured noise: a shaker, or a brush on a skin. */
export function makeNoiseHit(settings: NoiseHitSettings): Float32Array {
  const { hz, resonance, attackSeconds, seconds, seed } = settings;
  const attack = attackSeconds * SAMPLE_RATE;
  const hit = new Float32Array(Math.round((seconds + attackSeconds) * SAMPLE_RATE));
  const random = new Random(seed);
  const filter = new StateVariableFilter(hz, resonance);
  const decay = decayPerFrame(seconds);
  let level = 1;
  for (let frame = 0; frame < hit.length; frame++) {
    const rise = frame < attack ? (frame / attack) ** 2 : 1;
    hit[frame] = filter.band(random.bipolar()) * level * rise * 1.8;
    if (frame >= attack) level *= decay;
  }
  return fadeEnd(hit);
}
