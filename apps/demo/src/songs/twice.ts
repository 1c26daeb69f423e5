import type { Sound } from '../dsp/sound.ts';

/**
 * A take that a later one is made from: played once, it is kept until it is asked for again, and then forgotten, for
 * a minute of sound is heavy.
 */
export function twice(play: () => Sound): () => Sound {
  let kept: Sound | null = null;
  return () => {
    const sound = kept ?? play();
    kept = kept ? null : sound;
    return sound;
  };
}
