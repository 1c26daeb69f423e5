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
/** Shorter than the shortest line, so that a block never hears itself. */
const BLOCK = 1024;
const DIFFUSER_FRAMES = [
  [229, 547],
  [283, 613],
] as const;

/** Passes everything through, smeared in time. */
function diffuse(block: Float64Array, line: Float64Array, start: number): void {
  let at = start % line.length;
  for (let index = 0; index < block.length; index++) {
    const delayed = line[at]!;
    const fed = block[index]! - delayed * 0.6;
    line[at] = fed;
    block[index] = delayed + fed * 0.6;
    at = at + 1 === line.length ? 0 : at + 1;
  }
}

/** One delay line of the network: what comes out of it a block at a time, darker and softer each time round. */
class Line {
  readonly out = new Float64Array(BLOCK);
  readonly #buffer: Float64Array;
  readonly #feedback: number;
  readonly #damping: number;
  #head = 0;
  #damped = 0;

  constructor(lengthSeconds: number, { seconds, dampingHz }: { seconds: number; dampingHz: number }) {
    this.#buffer = new Float64Array(Math.round(lengthSeconds * SAMPLE_RATE));
    this.#feedback = 10 ** ((-3 * lengthSeconds) / seconds);
    this.#damping = 1 - Math.exp((-2 * Math.PI * dampingHz) / SAMPLE_RATE);
  }

  read(sum: Float64Array): void {
    const { out } = this;
    const buffer = this.#buffer;
    const feedback = this.#feedback;
    const damping = this.#damping;
    let head = this.#head;
    let damped = this.#damped;
    for (let index = 0; index < BLOCK; index++) {
      damped += (buffer[head]! - damped) * damping;
      out[index] = damped * feedback;
      sum[index]! += out[index]!;
      head = head + 1 === buffer.length ? 0 : head + 1;
    }
    this.#damped = damped;
  }

  /** Feeds back what came out, mirrored about the mean of all lines, with what is new. */
  write(sum: Float64Array, input: Float64Array): void {
    const { out } = this;
    const buffer = this.#buffer;
    const share = 2 / LINE_SECONDS.length;
    let head = this.#head;
    for (let index = 0; index < BLOCK; index++) {
      buffer[head] = out[index]! - sum[index]! * share + input[index]!;
      head = head + 1 === buffer.length ? 0 : head + 1;
    }
    this.#head = head;
  }
}

/** One ear: its diffusers, and how it hears the lines. */
class Side {
  readonly block = new Float64Array(BLOCK);
  readonly #cut: OnePole;
  readonly #diffusers: readonly Float64Array[];
  readonly #channel: Float32Array;

  constructor(channel: Float32Array, diffuserFrames: readonly number[], lowCutHz: number) {
    this.#channel = channel;
    this.#cut = new OnePole(lowCutHz);
    this.#diffusers = diffuserFrames.map((frames) => new Float64Array(frames));
  }

  read(start: number, preDelay: number): void {
    for (let index = 0; index < BLOCK; index++) {
      this.block[index] = this.#cut.high(this.#channel[start + index - preDelay] ?? 0);
    }
    for (const line of this.#diffusers) diffuse(this.block, line, start);
  }

  addWet(start: number, wet: Float32Array, lines: readonly Float64Array[], gain: number): void {
    const [first, second, third, fourth] = lines as [Float64Array, Float64Array, Float64Array, Float64Array];
    const end = Math.min(BLOCK, wet.length - start);
    for (let index = 0; index < end; index++) {
      wet[start + index] = (first[index]! + second[index]! - third[index]! + fourth[index]!) * gain;
    }
  }
}

/** Adds a room: a feedback delay network of eight lines (Jot), mixed by a Householder reflection. */
export function addReverb(sound: Stereo, settings: ReverbSettings): void {
  const { seconds, wet, preDelaySeconds = 0.012, dampingHz = 5200, lowCutHz = 180 } = settings;
  const frames = sound[0].length;
  const preDelay = Math.round(preDelaySeconds * SAMPLE_RATE);
  const lines = LINE_SECONDS.map((length) => new Line(length, { seconds, dampingHz }));
  const sides = sound.map((channel, side) => new Side(channel, DIFFUSER_FRAMES[side]!, lowCutHz));
  const wets = sound.map(() => new Float32Array(frames));
  // Even lines are fed and heard on the left, odd ones on the right.
  const heard = sides.map((_, side) => lines.filter((_line, index) => index % 2 === side).map((line) => line.out));
  const sum = new Float64Array(BLOCK);
  for (let start = 0; start < frames; start += BLOCK) {
    sum.fill(0);
    for (const side of sides) side.read(start, preDelay);
    for (const line of lines) line.read(sum);
    sides.forEach((side, index) => {
      side.addWet(start, wets[index]!, heard[index]!, wet * 0.35);
    });
    lines.forEach((line, index) => {
      line.write(sum, sides[index % 2]!.block);
    });
  }
  sound.forEach((channel, side) => {
    const added = wets[side]!;
    for (let frame = 0; frame < frames; frame++) channel[frame]! += added[frame]!;
  });
}
