/** Frames per second of everything that is made here. */
export const SAMPLE_RATE = 48_000;

/** One array per channel, all of one length; full scale is ±1. */
export type Sound = readonly Float32Array<ArrayBuffer>[];

export type Stereo = readonly [left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>];

export function silentStereo(frames: number): Stereo {
  return [new Float32Array(frames), new Float32Array(frames)];
}

export function dbToGain(db: number): number {
  return 10 ** (db / 20);
}

/** Scales a sound where it is. */
export function scale<Any extends Sound>(sound: Any, gain: number): Any {
  for (const channel of sound) {
    for (let frame = 0; frame < channel.length; frame++) channel[frame]! *= gain;
  }
  return sound;
}

/** The left and right gain of a place between −1 and +1, equally loud everywhere. */
export function panGains(pan: number): readonly [left: number, right: number] {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.cos(angle) * Math.SQRT2, Math.sin(angle) * Math.SQRT2];
}

/** Adds a mono sound to a stereo one at a frame; what would fall outside is left out. */
export function addAt(target: Stereo, source: Float32Array, startFrame: number, gain: number, pan = 0): void {
  const [left, right] = target;
  const [leftGain, rightGain] = panGains(pan);
  const from = Math.max(0, -startFrame);
  const to = Math.min(source.length, left.length - startFrame);
  for (let frame = from; frame < to; frame++) {
    const value = source[frame]! * gain;
    left[startFrame + frame]! += value * leftGain;
    right[startFrame + frame]! += value * rightGain;
  }
}

/** The loudest value of a sound, without sign. */
export function peakOf(sound: Sound): number {
  let peak = 0;
  for (const channel of sound) {
    for (const value of channel) peak = Math.max(peak, Math.abs(value));
  }
  return peak;
}
