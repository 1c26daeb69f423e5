import { BlockStore, chooseBlockFrames } from './block-store.ts';
import { toStereoSource } from './downmix.ts';
import { type ChannelSettings, effectiveGains } from './mixer.ts';
import type { AudioOutput, StereoLevels, Strip } from './output.ts';
import { lengthInFrames, type PlayableVersion } from './pcm-source.ts';
import { toRateSource } from './resampled-source.ts';
import type { DeckShape, TapeCommand } from './tape/tape-messages.ts';
import { type FrameRange, upcomingBlocks } from './timeline.ts';

/** Blocks are made short enough for this many rows, so that one plays while the next ones arrive. */
const MIN_ROWS = 4;

let lastNumber = 0;

export interface DeckOptions {
  readonly version: PlayableVersion;
  readonly sampleRate: number;
  readonly budgetBytes: number;
  readonly onChange: () => void;
}

/** One version, ready to be played: it fetches the audio around the playhead and brings it to the tape. */
export class Deck {
  /** What the tape calls it. */
  readonly number = ++lastNumber;
  readonly version: PlayableVersion;
  readonly sampleRate: number;
  readonly shape: DeckShape;
  readonly #store: BlockStore;
  /** What arrived before there was a tape. */
  readonly #arrived = new Map<string, TapeCommand>();
  #strips: Strip[] = [];
  #output: AudioOutput | null = null;

  constructor({ version, sampleRate, budgetBytes, onChange }: DeckOptions) {
    const sources = version.stems.map(({ source }) => toRateSource(toStereoSource(source), sampleRate));
    this.version = version;
    this.sampleRate = sampleRate;
    this.shape = {
      lengthFrames: Math.max(0, ...version.stems.map(({ source }) => lengthInFrames(source, sampleRate))),
      blockFrames: chooseBlockFrames(sources, budgetBytes, MIN_ROWS),
      stems: sources.map(({ channels, frames }) => ({ channels, frames })),
    };
    this.#store = new BlockStore({
      sources,
      blockFrames: this.shape.blockFrames,
      onArrival: (stem, block, planes) => this.#bring(stem, block, planes),
      onDrop: (stem, block) => this.#drop(stem, block),
      onChange,
    });
  }

  get lengthFrames(): number {
    return this.shape.lengthFrames;
  }

  get isConnected(): boolean {
    return this.#output !== null;
  }

  get heldBytes(): number {
    return this.#store.heldBytes;
  }

  get failures(): number {
    return this.#store.failures;
  }

  /** Fetches what will be heard from `position` on, as far as `budgetBytes` and `maxRows` allow, and lets the rest go. */
  prepare(position: number, loop: FrameRange | null, budgetBytes: number, maxRows = Number.POSITIVE_INFINITY): void {
    const { lengthFrames, blockFrames } = this.shape;
    const rows = Math.max(1, Math.min(maxRows, Math.floor(budgetBytes / Math.max(1, this.#store.rowBytes))));
    this.#store.want(upcomingBlocks(position, { lengthFrames, blockFrames, loop }, rows));
  }

  /** Names of the stems whose audio at `position` has not arrived. */
  waitingFor(position: number): string[] {
    const block = Math.floor(position / this.shape.blockFrames);
    return this.#store.missing(block).map((stem) => this.version.stems[stem]!.name);
  }

  /** Puts the deck on the tape of an output. */
  connect(output: AudioOutput, channels: readonly ChannelSettings[]): void {
    if (this.#output === output) return;
    this.#output = output;
    const gains = effectiveGains(channels);
    this.#strips = output.insert(
      this.number,
      this.shape,
      this.shape.stems.map((stem, i) => ({ channels: stem.channels, gain: gains[i]!, pan: channels[i]!.pan })),
    );
    for (const command of this.#arrived.values()) output.send(command);
    this.#arrived.clear();
  }

  applyMix(channels: readonly ChannelSettings[]): void {
    const gains = effectiveGains(channels);
    for (const [stem, strip] of this.#strips.entries()) {
      strip.setGain(gains[stem]!);
      strip.setPan(channels[stem]!.pan);
    }
  }

  readLevels(stem: number, into: StereoLevels): void {
    const strip = this.#strips[stem];
    if (strip !== undefined) strip.readLevels(into);
    else into.left = into.right = 0;
  }

  /** Takes the deck off the tape, which still fades out what it plays, and frees its audio. */
  remove(): void {
    this.#output?.send({ kind: 'remove', deck: this.number });
    this.#store.dispose();
  }

  /** Frees the strips too, when nothing is heard of it any more. */
  dispose(): void {
    this.#store.dispose();
    for (const strip of this.#strips) strip.dispose();
    this.#strips = [];
    this.#output = null;
  }

  #bring(stem: number, block: number, planes: Float32Array[]): void {
    const command = { kind: 'block', deck: this.number, stem, block, planes } as const;
    if (this.#output === null) this.#arrived.set(`${stem}:${block}`, command);
    else this.#output.send(command);
  }

  #drop(stem: number, block: number): void {
    if (this.#output === null) this.#arrived.delete(`${stem}:${block}`);
    else this.#output.send({ kind: 'drop', deck: this.number, stem, block });
  }
}
