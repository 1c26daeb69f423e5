import { OnePole } from './filter.ts';
import { SAMPLE_RATE, type Stereo } from './sound.ts';

export interface ReverbSettings {
  /** Until it has fallen by 60 dB. */
  seconds: number;
  /** How much of it is added. */
  wet: number;
  preDelaySeconds?: number;
  /** Above this it fades faster. */
  dampingHz?: number;
  /** Below this nothing goes in: rooms that boom blur a mix. */
  lowCutHz?: number;
}

const LINE_SECONDS = [0.0297, 0.0371, 0.0411, 0.0437, 0.0533, 0.0599, 0.0671, 0.0741];
const LINES = LINE_SECONDS.length;
const DIFFUSER_FRAMES = [
  [229, 547],
  [283, 613],
] as const;

/** Passes everything through, smeared in time. */
class Diffuser {
  readonly #line: Float32Array;
  #at = 0;

  constructor(frames: number) {
    this.#line = new Float32Array(frames);
  }

  next(input: number): number {
    const delayed = this.#line[this.#at]!;
    const fed = input - delayed * 0.6;
    this.#line[this.#at] = fed;
    this.#at = this.#at + 1 === this.#line.length ? 0 : this.#at + 1;
    return delayed + fed * 0.6;
  }
}

/** Adds a room: a feedback delay network of eight lines (Jot), mixed by a Householder reflection. */
export function addReverb(sound: Stereo, settings: ReverbSettings): void {
  const [left, right] = sound;
  const { seconds, wet, preDelaySeconds = 0.012, dampingHz = 5200, lowCutHz = 180 } = settings;
  const lines = LINE_SECONDS.map((length) => new Float32Array(Math.round(length * SAMPLE_RATE)));
  const feedback = lines.map((line) => 10 ** ((-3 * line.length) / (seconds * SAMPLE_RATE)));
  const damping = 1 - Math.exp((-2 * Math.PI * dampingHz) / SAMPLE_RATE);
  const heads = new Int32Array(LINES);
  const damped = new Float64Array(LINES);
  const diffusers = DIFFUSER_FRAMES.map((pair) => pair.map((frames) => new Diffuser(frames)));
  const [leftFirst, leftSecond, rightFirst, rightSecond] = diffusers.flat() as [Diffuser, Diffuser, Diffuser, Diffuser];
  const leftCut = new OnePole(lowCutHz);
  const rightCut = new OnePole(lowCutHz);
  const preDelay = Math.round(preDelaySeconds * SAMPLE_RATE);
  const wetLeft = new Float32Array(left.length);
  const wetRight = new Float32Array(left.length);

  for (let frame = preDelay; frame < left.length; frame++) {
    const inLeft = leftSecond.next(leftFirst.next(leftCut.high(left[frame - preDelay]!)));
    const inRight = rightSecond.next(rightFirst.next(rightCut.high(right[frame - preDelay]!)));
    let sum = 0;
    for (let line = 0; line < LINES; line++) {
      const out = lines[line]![heads[line]!]!;
      damped[line]! += (out - damped[line]!) * damping;
      sum += damped[line]! * feedback[line]!;
    }
    const shared = (sum * 2) / LINES;
    for (let line = 0; line < LINES; line++) {
      const buffer = lines[line]!;
      const head = heads[line]!;
      buffer[head] = damped[line]! * feedback[line]! - shared + ((line & 1) === 0 ? inLeft : inRight);
      heads[line] = head + 1 === buffer.length ? 0 : head + 1;
    }
    wetLeft[frame] = (damped[0]! + damped[2]! - damped[4]! + damped[6]!) * 0.35;
    wetRight[frame] = (damped[1]! - damped[3]! + damped[5]! + damped[7]!) * 0.35;
  }
  for (let frame = 0; frame < left.length; frame++) {
    left[frame]! += wetLeft[frame]! * wet;
    right[frame]! += wetRight[frame]! * wet;
  }
}
