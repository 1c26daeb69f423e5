import type { AudioBackend, AudioOutput, StripSettings } from './output.ts';
// oxlint-disable-next-line import/default -- Vite makes the address of the built file.
import tapeUrl from './tape/tape.worklet.ts?worker&url';
import type { DeckShape, TapeCommand, TapeReport } from './tape/tape-messages.ts';
import { createMeter, rampTo } from './web-audio-nodes.ts';
import { createStrip } from './web-audio-strip.ts';

/** The device may sleep after this long without sound. */
const REST_AFTER_MS = 5_000;

function latencyOf(context: BaseAudioContext): number {
  return context instanceof AudioContext ? (context.outputLatency ?? context.baseLatency ?? 0) : 0;
}

function transfersOf(commands: readonly TapeCommand[]): Transferable[] {
  return commands.flatMap((command) =>
    command.kind === 'block' ? command.planes.map(({ buffer }) => buffer as ArrayBuffer) : [],
  );
}

/** The wire to the tape of a context. Commands of one turn of the event loop travel, and are followed, together. */
class TapeWire {
  readonly #context: BaseAudioContext;
  #node: AudioWorkletNode | null = null;
  #waiting: TapeCommand[] = [];
  #isDue = false;
  #listener: ((report: TapeReport) => void) | null = null;
  /** Resolves when the tape turns. */
  readonly ready: Promise<void>;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.ready = this.#open();
    // Whoever resumes the output is told.
    this.ready.catch(() => {});
  }

  send(command: TapeCommand): void {
    this.#waiting.push(command);
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#flush();
    });
  }

  onReport(listener: (report: TapeReport) => void): void {
    this.#listener = listener;
  }

  dispose(): void {
    this.#listener = null;
    this.#node?.port.close();
  }

  async #open(): Promise<void> {
    await this.#context.audioWorklet.addModule(tapeUrl);
    if (this.#context.state === 'closed') return;
    this.#node = new AudioWorkletNode(this.#context, 'tape-control', { numberOfInputs: 0 });
    this.#node.port.onmessage = ({ data }: MessageEvent<TapeReport>) => this.#listener?.(data);
    this.#flush();
  }

  #flush(): void {
    if (this.#node === null || this.#waiting.length === 0) return;
    const commands = this.#waiting;
    this.#waiting = [];
    this.#node.port.postMessage(commands, transfersOf(commands));
  }
}

/** Plays through a Web Audio context whose rate is the transport's, so that one frame of audio is one frame of output. */
export function createWebAudioOutput(context: AudioContext, destination: AudioNode = context.destination): AudioOutput {
  const master = new GainNode(context);
  const meter = createMeter(master);
  const tape = new TapeWire(context);
  master.connect(destination);
  let resting: ReturnType<typeof setTimeout> | undefined;

  const currentFrame = () => Math.round(context.currentTime * context.sampleRate);

  async function connectDeck(
    deck: number,
    settings: readonly StripSettings[],
    inputs: readonly AudioNode[],
  ): Promise<void> {
    await tape.ready;
    if (context.state === 'closed' || settings.length === 0) return;
    const outputs = new AudioWorkletNode(context, 'tape-outputs', {
      numberOfInputs: 0,
      numberOfOutputs: settings.length,
      outputChannelCount: settings.map(({ channels }) => channels),
      processorOptions: { deck },
    });
    for (const [stem, input] of inputs.entries()) outputs.connect(input, stem);
  }

  return {
    sampleRate: context.sampleRate,
    currentFrame,
    heardFrame: () => currentFrame() - Math.round(latencyOf(context) * context.sampleRate),
    insert(deck: number, shape: DeckShape, settings) {
      const strips = settings.map((strip) => createStrip(context, master, strip));
      tape.send({ kind: 'insert', deck, shape });
      connectDeck(
        deck,
        settings,
        strips.map(({ input }) => input),
      ).catch(() => {});
      return strips;
    },
    send: (command) => tape.send(command),
    onReport: (listener) => tape.onReport(listener),
    setMasterGain: (linear) => rampTo(master.gain, linear, context.currentTime),
    readMasterLevels: meter.read,
    async resume() {
      clearTimeout(resting);
      await Promise.all([tape.ready, context.state === 'running' ? null : context.resume()]);
    },
    rest() {
      clearTimeout(resting);
      resting = setTimeout(() => void context.suspend(), REST_AFTER_MS);
    },
    dispose() {
      clearTimeout(resting);
      tape.dispose();
      master.disconnect();
      meter.dispose();
      void context.close();
    },
  };
}

export const webAudioBackend: AudioBackend = {
  open: (sampleRate) => createWebAudioOutput(new AudioContext({ sampleRate, latencyHint: 'interactive' })),
  warm() {
    if (document.head.querySelector(`link[href="${tapeUrl}"]`) !== null) return;
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: tapeUrl }));
  },
};
