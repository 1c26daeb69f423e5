import { toStep } from './quantise.ts';
import { dbToGain, type Sound } from './sound.ts';

const FULL_SCALE = 2 ** 23;

/** The same take, louder or softer: every frame times one gain, rounded to 24 bits again. */
export function withGain(sound: Sound, gainDb: number): Sound {
  const gain = dbToGain(gainDb);
  return sound.map((channel) => channel.map((value) => toStep(value * gain * FULL_SCALE) / FULL_SCALE));
}

/** The same take, moved: earlier for a negative number of frames, later for a positive one. The length stays. */
export function withShift(sound: Sound, shiftFrames: number): Sound {
  return sound.map((channel) => {
    const moved = new Float32Array(channel.length);
    if (shiftFrames < 0) moved.set(channel.subarray(-shiftFrames));
    else moved.set(channel.subarray(0, channel.length - shiftFrames), shiftFrames);
    return moved;
  });
}

/**
 * The old take with a part played anew: outside of it every frame is the old one's, and a short fade inside each of
 * its ends keeps it from clicking.
 */
export function punchIn(
  old: Sound,
  played: Sound,
  { startFrame, endFrame, fadeFrames = 480 }: { startFrame: number; endFrame: number; fadeFrames?: number },
): Sound {
  return old.map((channel, index) => {
    const result = channel.slice();
    for (let frame = startFrame; frame < endFrame; frame++) {
      const share = Math.min(1, (frame - startFrame + 1) / fadeFrames, (endFrame - frame) / fadeFrames);
      const value = channel[frame]! * (1 - share) + played[index]![frame]! * share;
      result[frame] = toStep(value * FULL_SCALE) / FULL_SCALE;
    }
    return result;
  });
}
