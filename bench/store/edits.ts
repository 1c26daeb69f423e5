import { createRandom } from '@beatflow/audio/testing';
import type { Stem } from './stem.ts';

/** What a musician does to a stem between two versions. Places and lengths are in seconds. */
export type Edit = (stem: Stem, seed: number) => void;

const fadeSeconds = 0.01;

function framesOf(stem: Stem, seconds: number): number {
  return Math.round(seconds * stem.secondFrames);
}

/** Replaces frames by what `change` makes of them, with short fades so that nothing clicks. */
function rewrite(
  stem: Stem,
  start: number,
  frames: number,
  change: (plane: Float32Array, channel: number) => Float32Array,
): void {
  const fade = fadeSeconds * stem.format.sampleRate;
  const before = stem.read(start, frames);
  const after = before.map((plane, channel) => {
    const changed = change(plane, channel);
    return plane.map((value, i) => {
      const share = Math.min(1, (i + 1) / fade, (frames - i) / fade);
      return value + (changed[i]! - value) * share;
    });
  });
  stem.write(start, after);
}

/** A passage that was played again: the same notes from another place of the song, a little louder or softer. */
function playAgain(stem: Stem, from: number, frames: number, seed: number): Float32Array[] {
  const random = createRandom(seed);
  const gain = 0.85 + 0.25 * random();
  const start = Math.max(0, Math.min(from, stem.frames - frames));
  return stem.read(start, frames).map((plane) => plane.map((value) => value * gain));
}

export function punchIn(second: number, seconds: number): Edit {
  return (stem, seed) => {
    const frames = framesOf(stem, seconds);
    const played = playAgain(stem, framesOf(stem, (second + 61.7) % 150), frames, seed);
    rewrite(stem, framesOf(stem, second), frames, (_, channel) => played[channel]!);
  };
}

export function regionGain(second: number, seconds: number, gainDb: number): Edit {
  const gain = 10 ** (gainDb / 20);
  return (stem) =>
    rewrite(stem, framesOf(stem, second), framesOf(stem, seconds), (plane) => plane.map((value) => value * gain));
}

export function insertBars(second: number, seconds: number): Edit {
  return (stem, seed) => {
    const frames = framesOf(stem, seconds);
    stem.insert(framesOf(stem, second), playAgain(stem, framesOf(stem, second / 2), frames, seed));
  };
}

export function cutBars(second: number, seconds: number): Edit {
  return (stem) => stem.remove(framesOf(stem, second), framesOf(stem, seconds));
}

export function trimStart(seconds: number): Edit {
  return (stem) => stem.remove(0, framesOf(stem, seconds));
}

/** The sound of the room dies away behind what was the end. */
export function appendTail(seconds: number): Edit {
  return (stem, seed) => {
    const random = createRandom(seed);
    const frames = framesOf(stem, seconds);
    let low = 0;
    const tail = Array.from({ length: stem.channels }, () =>
      Float32Array.from({ length: frames }, (_, i) => {
        low += 0.1 * (random() - 0.5 - low);
        return 0.1 * low * Math.exp((-6 * i) / frames);
      }),
    );
    stem.insert(stem.frames, tail);
  };
}

export function wholeGain(gainDb: number): Edit {
  const gain = 10 ** (gainDb / 20);
  return (stem) =>
    stem.write(
      0,
      stem.read(0, stem.frames).map((plane) => plane.map((value) => value * gain)),
    );
}

/** A low cut of the first order and a few decibels of air: every sample is another one afterwards. */
export const equalise: Edit = (stem) => {
  const planes = stem.read(0, stem.frames).map((plane) => {
    let low = 0;
    let before = 0;
    return plane.map((value) => {
      low += 0.005 * (value - low);
      const air = 0.3 * (value - before);
      before = value;
      return value - low + air;
    });
  });
  stem.write(0, planes);
};

/** The same sound rounded once more, by other dice. Floats are not dithered, so a new export of them changes the header alone. */
export const newDither: Edit = (stem, seed) => {
  if (!stem.format.isFloat) stem.write(0, stem.read(0, stem.frames));
  exportAgain(stem, seed);
};

export const exportAgain: Edit = (stem, seed) => {
  stem.note = `export ${seed}, with a longer note on where and when it was made than the one before had`.padEnd(
    400 + (seed % 200),
  );
};
