import type { AudioBackend, AudioOutput, StereoLevels, Strip, StripSettings } from '../output.ts';
import { Tape } from '../tape/tape.ts';
import type { DeckShape, TapeCommand, TapeReport } from '../tape/tape-messages.ts';

const QUANTUM = 128;

export class FakeStrip implements Strip {
  gain: number;
  pan: number;
  /** What came out so far, first channel, before volume and pan. */
  rendered: number[] = [];
  /** The same behind volume. */
  mixed: number[] = [];
  isDisposed = false;

  constructor(settings: StripSettings) {
    this.gain = settings.gain;
    this.pan = settings.pan;
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

  hear(plane: Float32Array | null, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const value = plane?.[i] ?? 0;
      this.rendered.push(value);
      this.mixed.push(value * this.gain);
    }
  }
}

/** The real tape behind a loudspeaker whose clock a test moves by hand, and which remembers every frame of every stem. */
export class FakeOutput implements AudioOutput {
  readonly sampleRate: number;
  readonly strips: FakeStrip[] = [];
  readonly #decks = new Map<number, FakeStrip[]>();
  readonly #tape: Tape;
  #listener: ((report: TapeReport) => void) | null = null;
  frame = 0;
  masterGain = 1;
  isDisposed = false;
  /** Long tests need not remember what they do not ask for. */
  remembers = true;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.#tape = new Tape(sampleRate, (report) => this.#listener?.(report));
  }

  currentFrame(): number {
    return this.frame;
  }

  heardFrame(): number {
    return this.frame;
  }

  insert(deck: number, shape: DeckShape, settings: readonly StripSettings[]): Strip[] {
    const strips = settings.map((strip) => new FakeStrip(strip));
    for (const strip of strips) strip.hear(null, this.frame);
    this.strips.push(...strips);
    this.#decks.set(deck, strips);
    this.#tape.handle({ kind: 'insert', deck, shape });
    this.#tape.attach(deck);
    return strips;
  }

  send(command: TapeCommand): void {
    this.#tape.handle(command);
  }

  onReport(listener: (report: TapeReport) => void): void {
    this.#listener = listener;
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
    for (let left = frames; left > 0; left -= QUANTUM) {
      const count = Math.min(QUANTUM, left);
      this.#tape.render(this.frame, count);
      for (const [deck, strips] of this.#decks) {
        const output = this.#tape.outputOf(deck);
        if (this.remembers)
          for (const [stem, strip] of strips.entries()) strip.hear(output?.[stem]?.[0] ?? null, count);
      }
      this.frame += count;
    }
  }
}

export class FakeBackend implements AudioBackend {
  readonly outputs: FakeOutput[] = [];

  get output(): FakeOutput {
    return this.outputs.at(-1)!;
  }

  open(sampleRate: number): AudioOutput {
    const output = new FakeOutput(sampleRate);
    this.outputs.push(output);
    return output;
  }

  warm(): void {}
}
