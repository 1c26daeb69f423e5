import { sine } from './oscillator.ts';
import { SAMPLE_RATE, type Stereo } from './sound.ts';

const BASE_SECONDS = 0.011;

/** Widens a sound: each side gets a copy of itself whose pitch sways slowly, the two sides apart. */
export function addChorus(sound: Stereo, { depthSeconds = 0.0024, rateHz = 0.6, wet = 0.5 } = {}): void {
  const size = 2048;
  sound.forEach((channel, side) => {
    const line = new Float32Array(size);
    let phase = side * 0.25;
    for (let frame = 0; frame < channel.length; frame++) {
      line[frame & (size - 1)] = channel[frame]!;
      const delay = (BASE_SECONDS + depthSeconds * sine(phase)) * SAMPLE_RATE;
      const whole = Math.floor(delay);
      const newer = line[(frame - whole + size) & (size - 1)]!;
      const older = line[(frame - whole - 1 + size) & (size - 1)]!;
      channel[frame]! += (newer + (older - newer) * (delay - whole)) * wet;
      phase += rateHz / SAMPLE_RATE;
    }
  });
}
