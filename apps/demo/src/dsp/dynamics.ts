import { decayPerFrame } from './envelope.ts';
import type { Sound } from './sound.ts';

/** Rounds off what rises above the knee, so that nothing ever passes the ceiling. */
export function softClip(sound: Sound, { knee = 0.6, ceiling = 0.85 } = {}): void {
  const room = ceiling - knee;
  for (const channel of sound) {
    for (let frame = 0; frame < channel.length; frame++) {
      const value = channel[frame]!;
      const over = Math.abs(value) - knee;
      if (over > 0) channel[frame] = Math.sign(value) * (knee + room * Math.tanh(over / room));
    }
  }
}

/** Lets a sound step back whenever a kick falls, and come up again. */
export function duck(
  sound: Sound,
  kickFrames: readonly number[],
  { depth = 0.5, recoverySeconds = 0.5, attackFrames = 240 } = {},
): void {
  const frames = sound[0]!.length;
  const recovery = decayPerFrame(recoverySeconds);
  let next = 0;
  let amount = 0;
  let target = 0;
  for (let frame = 0; frame < frames; frame++) {
    if (next < kickFrames.length && frame >= kickFrames[next]!) {
      target = 1;
      next++;
    }
    if (target > 0) {
      amount += (target - amount) / (attackFrames / 4);
      if (amount > 0.98) target = 0;
    } else {
      amount *= recovery;
    }
    const gain = 1 - depth * amount;
    for (const channel of sound) channel[frame]! *= gain;
  }
}
