import { decayPerFrame } from '../dsp/envelope.ts';
import { fadeEnd } from '../dsp/fade-end.ts';
import { StateVariableFilter } from '../dsp/filter.ts';
import { sine } from '../dsp/oscillator.ts';
import { Random } from '../dsp/random.ts';
import { addReverb } from '../dsp/reverb.ts';
import { SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';

export interface SnareSettings {
  hz: number;
  /** The skin. */
  tone: number;
  /** The wires. */
  noise: number;
  noiseHz: number;
  seconds: number;
  seed: string;
}

/** A snare: two modes of the skin and the rattle of the wires. */
export function makeSnare(settings: SnareSettings): Float32Array {
  const { hz, tone, noise, noiseHz, seconds, seed } = settings;
  const snare = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  const random = new Random(seed);
  const rattle = new StateVariableFilter(noiseHz, 0.6);
  const toneDecay = decayPerFrame(seconds * 0.55);
  const noiseDecay = decayPerFrame(seconds);
  let skin = tone;
  let wires = noise;
  let phase = 0;
  for (let frame = 0; frame < snare.length; frame++) {
    phase += (hz * (1 + 0.35 * Math.exp(-frame / 500))) / SAMPLE_RATE;
    const modes = sine(phase) + 0.6 * sine(phase * 1.62);
    snare[frame] = Math.tanh(
      modes * skin + rattle.band(random.bipolar()) * wires * 2.2 + random.bipolar() * wires * 0.18,
    );
    skin *= toneDecay;
    wires *= noiseDecay;
  }
  return fadeEnd(snare);
}

/** The room of the eighties: a big reverb that a gate shuts. */
export function gated(dry: Float32Array, { seconds = 0.32, wet = 0.9 } = {}): Float32Array {
  const frames = Math.round((seconds + 0.05) * SAMPLE_RATE);
  const room: Stereo = [new Float32Array(frames), new Float32Array(frames)];
  room[0].set(dry.subarray(0, frames));
  room[1].set(dry.subarray(0, frames));
  addReverb(room, { seconds: 1.8, wet, preDelaySeconds: 0.004, dampingHz: 7000, lowCutHz: 250 });
  const shut = seconds * SAMPLE_RATE;
  return room[0].map((value, frame) => {
    const gate =
      frame < shut ? 1 - 0.35 * (frame / shut) : Math.max(0, 1 - (frame - shut) / (0.045 * SAMPLE_RATE)) * 0.65;
    return value * gate;
  });
}
