import { OnePole } from './filter.ts';
import { SAMPLE_RATE, type Stereo } from './sound.ts';

export interface EchoSettings {
  seconds: number;
  /** What comes back of each echo. */
  feedback: number;
  wet: number;
  dampingHz?: number;
}

/** Adds echoes that walk from the left to the right and back, each a little darker. */
export function addPingPong(sound: Stereo, settings: EchoSettings): void {
  const [left, right] = sound;
  const { seconds, feedback, wet, dampingHz = 3600 } = settings;
  const frames = Math.round(seconds * SAMPLE_RATE);
  const leftLine = new Float32Array(frames);
  const rightLine = new Float32Array(frames);
  const leftDamp = new OnePole(dampingHz);
  const rightDamp = new OnePole(dampingHz);
  let head = 0;
  for (let frame = 0; frame < left.length; frame++) {
    const fromLeft = leftDamp.low(leftLine[head]!);
    const fromRight = rightDamp.low(rightLine[head]!);
    leftLine[head] = (left[frame]! + right[frame]!) * 0.5 + fromRight * feedback;
    rightLine[head] = fromLeft * feedback;
    left[frame]! += fromLeft * wet;
    right[frame]! += (fromRight + fromLeft * feedback * 0.15) * wet;
    head = head + 1 === frames ? 0 : head + 1;
  }
}
