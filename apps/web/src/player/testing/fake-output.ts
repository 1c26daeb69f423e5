import type { AudioBackend, AudioOutput, Lane, OutputBuffer, StereoLevels, Strip } from '../output.ts';

class FakeBuffer implements OutputBuffer {
  readonly data: Float32Array[];

  constructor(data: Float32Array[]) {
    this.data = data;
  }

  get frames(): number {
    return this.data[0]?.length ?? 0;
  }

  get channels(): number {
    return this.data.length;
  }

  get bytes(): number {
    return this.frames * this.channels * 4;
  }
}

interface Played {
  readonly buffer: FakeBuffer;
  readonly atFrame: number;
  readonly offset: number;
  readonly frames: number;
}

class FakeLane implements Lane {
  readonly played: Played[] = [];
  readonly #atFrame: number;
  readonly #fadeInFrames: number;
  #closeFrame = Number.POSITIVE_INFINITY;
  #fadeFrames = 0;

  constructor(atFrame: number, fadeInFrames: number) {
    this.#atFrame = atFrame;
    this.#fadeInFrames = fadeInFrames;
  }

  play(buffer: OutputBuffer, atFrame: number, offset: number, frames: number): void {
    this.played.push({ buffer: buffer as FakeBuffer, atFrame, offset, frames });
  }

  close(atFrame: number, fadeFrames: number): void {
    this.#closeFrame = atFrame;
    this.#fadeFrames = fadeFrames;
  }

  gainAt(frame: number): number {
    const fadeIn = this.#fadeInFrames === 0 ? 1 : Math.min(1, (frame - this.#atFrame) / this.#fadeInFrames);
    if (frame < this.#closeFrame) return fadeIn;
    if (frame >= this.#closeFrame + this.#fadeFrames) return 0;
    return fadeIn * (1 - (frame - this.#closeFrame) / this.#fadeFrames);
  }
}

export class FakeStrip implements Strip {
  gain: number;
  pan: number;
  readonly lanes: FakeLane[] = [];
  /** What came out so far, first channel, before volume and pan. */
  rendered: number[] = [];
  /** The same behind volume. */
  mixed: number[] = [];
  isDisposed = false;

  constructor(options: { gain: number; pan: number }) {
    this.gain = options.gain;
    this.pan = options.pan;
  }

  openLane(atFrame: number, fadeInFrames: number): Lane {
    const lane = new FakeLane(atFrame, fadeInFrames);
    this.lanes.push(lane);
    return lane;
  }

  setGain(linear: number): void {
    this.gain = linear;
  }

  setPan(pan: number): void {
    this.pan = pan;
  }

  readLevels(into: StereoLevels): void {
    into.left = into.right = 0;
  }

  dispose(): void {
    this.isDisposed = true;
  }

  /** Adds frames `[from, to)` to what was rendered; a start that is already past plays from where it should be, late. */
  render(from: number, to: number): void {
    const out = new Float32Array(to - from);
    for (const lane of this.lanes) {
      for (const { buffer, atFrame, offset, frames } of lane.played) {
        for (let frame = Math.max(from, atFrame); frame < Math.min(to, atFrame + frames); frame++) {
          out[frame - from]! += buffer.data[0]![offset + frame - atFrame]! * lane.gainAt(frame);
        }
      }
    }
    for (const value of out) {
      this.rendered.push(value);
      this.mixed.push(value * this.gain);
    }
  }
}

/** A loudspeaker whose clock a test moves by hand, and which remembers every frame of every stem. */
export class FakeOutput implements AudioOutput {
  readonly sampleRate: number;
  readonly strips: FakeStrip[] = [];
  frame = 0;
  masterGain = 1;
  isDisposed = false;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  currentFrame(): number {
    return this.frame;
  }

  heardFrame(): number {
    return this.frame;
  }

  createStrip(options: { channels: number; gain: number; pan: number }): Strip {
    const strip = new FakeStrip(options);
    strip.rendered = Array.from({ length: this.frame }, () => 0);
    strip.mixed = Array.from({ length: this.frame }, () => 0);
    this.strips.push(strip);
    return strip;
  }

  /** The sum of all strips, as the loudspeaker got it. */
  get sum(): number[] {
    return Array.from({ length: this.frame }, (_, frame) =>
      this.strips.reduce((sum, { mixed }) => sum + (mixed[frame] ?? 0), 0),
    );
  }

  setMasterGain(linear: number): void {
    this.masterGain = linear;
  }

  readMasterLevels(into: StereoLevels): void {
    into.left = into.right = 0;
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  rest(): void {}

  dispose(): void {
    this.isDisposed = true;
  }

  advance(frames: number): void {
    for (const strip of this.strips) strip.render(this.frame, this.frame + frames);
    this.frame += frames;
  }
}

export class FakeBackend implements AudioBackend {
  readonly outputs: FakeOutput[] = [];

  get output(): FakeOutput {
    return this.outputs.at(-1)!;
  }

  createBuffer(channels: Float32Array[]): OutputBuffer {
    return new FakeBuffer(channels);
  }

  open(sampleRate: number): AudioOutput {
    const output = new FakeOutput(sampleRate);
    this.outputs.push(output);
    return output;
  }
}
