import { Random } from '../dsp/random.ts';
import { addAt, SAMPLE_RATE, type Stereo } from '../dsp/sound.ts';
import type { Hit } from '../music/drum-pattern.ts';
import type { Grid } from '../music/grid.ts';

/** One drum, struck a few times: the takes differ as the strokes of a hand do. */
export interface DrumVoice {
  name: string;
  strokes: readonly Float32Array[];
  gain: number;
  pan?: number;
  /** How far a stroke may stray from the grid. */
  looseSeconds?: number;
}

/**
 * Plays hits. Chance hangs on the drum and the sixteenth alone, so that changing one bar leaves every other bar
 * exactly as it was.
 */
export function playHits(out: Stereo, grid: Grid, voice: DrumVoice, hits: readonly Hit[]): void {
  const { name, strokes, gain, pan = 0, looseSeconds = 0.002 } = voice;
  for (const hit of hits) {
    const random = new Random(`${name}/${hit.step}`);
    const stroke = strokes[Math.floor(random.next() * strokes.length)]!;
    const late = Math.round(random.bipolar() * looseSeconds * SAMPLE_RATE);
    const touch = 1 + 0.08 * random.bipolar();
    addAt(out, stroke, Math.max(0, grid.frameOf(hit.step) + late), gain * touch * hit.velocity ** 1.3, pan);
  }
}
