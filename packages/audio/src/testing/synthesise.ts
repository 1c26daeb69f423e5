/** What a synthesised sound is made of. */
export interface SynthOptions {
  frames: number;
  sampleRate?: number;
  channels?: number;
  /** Highest level, 1 being full scale. */
  peak?: number;
}

/**
 * A short, deterministic piece of music-like sound: a plucked chord over a bass, a little noise on every beat, each channel a bit
 * different. One array per channel.
 */
export function synthesise({ frames, sampleRate = 48_000, channels = 2, peak = 0.7 }: SynthOptions): Float64Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const random = createRandom(channel + 1);
    return Float64Array.from({ length: frames }, (__, i) => {
      const seconds = i / sampleRate;
      const beat = seconds % 0.25;
      const pluck = Math.exp(-8 * beat);
      const chord = [220, 277.18, 329.63].reduce((sum, hertz) => sum + wave(hertz * (1 + channel * 0.002), seconds), 0);
      const noise = (random() * 2 - 1) * Math.exp(-60 * beat);
      return peak * (0.45 * wave(55, seconds) + 0.15 * chord * pluck + 0.1 * noise);
    });
  });
}

function wave(hertz: number, seconds: number): number {
  return Math.sin(2 * Math.PI * hertz * seconds);
}

/** A small seeded generator (mulberry32) of numbers from 0 to 1: the same seed gives the same numbers everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
