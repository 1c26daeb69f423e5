import { Tape } from './tape.ts';
import type { TapeCommand } from './tape-messages.ts';

/** What an AudioWorkletGlobalScope has; TypeScript's DOM library does not name it. */
declare const sampleRate: number;
declare const currentFrame: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: { deck: number } }) => AudioWorkletProcessor,
): void;

let reports: MessagePort | null = null;
let renderedFrame = -1;

/** One tape per AudioContext: all decks turn in one and the same quantum. */
const tape = new Tape(sampleRate, (report) => reports?.postMessage(report));

/** The wire to the page. It puts out nothing. */
class TapeControl extends AudioWorkletProcessor {
  constructor() {
    super();
    reports = this.port;
    this.port.onmessage = ({ data }: MessageEvent<TapeCommand[]>) => {
      for (const command of data) tape.handle(command);
    };
  }

  process(): boolean {
    return true;
  }
}

/** One deck: an output for each stem. */
class TapeOutputs extends AudioWorkletProcessor {
  readonly #deck: number;

  constructor({ processorOptions }: { processorOptions: { deck: number } }) {
    super();
    this.#deck = processorOptions.deck;
    tape.attach(this.#deck);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const frames = outputs[0]?.[0]?.length ?? 0;
    if (currentFrame !== renderedFrame) {
      renderedFrame = currentFrame;
      tape.render(currentFrame, frames);
    }
    const rendered = tape.outputOf(this.#deck);
    if (rendered !== null) {
      for (const [stem, output] of outputs.entries()) {
        for (const [channel, plane] of output.entries()) plane.set(rendered[stem]![channel]!.subarray(0, frames));
      }
    }
    return !tape.isReleased(this.#deck);
  }
}

registerProcessor('tape-control', TapeControl);
registerProcessor('tape-outputs', TapeOutputs);
