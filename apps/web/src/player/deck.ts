import { BlockStore, chooseBlockFrames } from './block-store.ts';
import { toStereoSource } from './downmix.ts';
import { type ChannelSettings, effectiveGains } from './mixer.ts';
import type { AudioBackend, AudioOutput, Lane, StereoLevels, Strip } from './output.ts';
import { lengthInFrames, type PlayableVersion } from './pcm-source.ts';
import { toRateSource } from './resampled-source.ts';
import { blocksAhead, type FrameRange, type Segment, type Timeline, upcomingBlocks } from './timeline.ts';

/** Blocks are made short enough for this many rows, so that one plays while the next ones arrive. */
const MIN_ROWS = 4;

export interface DeckOptions {
  readonly backend: AudioBackend;
  readonly version: PlayableVersion;
  readonly sampleRate: number;
  readonly budgetBytes: number;
  readonly onChange: () => void;
}

/** One version, ready to be played: its strips in the mixer and the decoded audio around the playhead. */
export class Deck {
  readonly version: PlayableVersion;
  readonly sampleRate: number;
  readonly lengthFrames: number;
  readonly blockFrames: number;
  readonly #store: BlockStore;
  readonly #channelCounts: number[];
  #strips: Strip[] = [];
  #output: AudioOutput | null = null;

  constructor({ backend, version, sampleRate, budgetBytes, onChange }: DeckOptions) {
    const sources = version.stems.map(({ source }) => toRateSource(toStereoSource(source), sampleRate));
    this.version = version;
    this.sampleRate = sampleRate;
    this.lengthFrames = Math.max(0, ...version.stems.map(({ source }) => lengthInFrames(source, sampleRate)));
    this.blockFrames = chooseBlockFrames(sources, budgetBytes, MIN_ROWS);
    this.#channelCounts = sources.map(({ channels }) => channels);
    this.#store = new BlockStore({
      sources,
      blockFrames: this.blockFrames,
      toBuffer: (channels) => backend.createBuffer(channels, sampleRate),
      onChange,
    });
  }

  get heldBytes(): number {
    return this.#store.heldBytes;
  }

  get failures(): number {
    return this.#store.failures;
  }

  timeline(loop: FrameRange | null): Timeline {
    return { lengthFrames: this.lengthFrames, blockFrames: this.blockFrames, loop };
  }

  /** Fetches what will be heard from `position` on, as far as `budgetBytes` and `maxRows` allow, and lets the rest go. */
  prepare(position: number, loop: FrameRange | null, budgetBytes: number, maxRows = Number.POSITIVE_INFINITY): void {
    const rows = Math.max(1, Math.min(maxRows, Math.floor(budgetBytes / Math.max(1, this.#store.rowBytes))));
    this.#store.want(upcomingBlocks(position, this.timeline(loop), rows));
  }

  isReady(position: number, loop: FrameRange | null, frames: number): boolean {
    return blocksAhead(position, this.timeline(loop), frames).every((block) => this.#store.row(block) !== null);
  }

  /** Names of the stems whose audio at `position` has not arrived. */
  waitingFor(position: number): string[] {
    return this.#store.missing(Math.floor(position / this.blockFrames)).map((stem) => this.version.stems[stem]!.name);
  }

  connect(output: AudioOutput, channels: readonly ChannelSettings[]): void {
    if (this.#output === output) return;
    this.#output = output;
    const gains = effectiveGains(channels);
    this.#strips = this.#channelCounts.map((count, stem) =>
      output.createStrip({ channels: count, gain: gains[stem]!, pan: channels[stem]!.pan }),
    );
  }

  openLanes(atFrame: number, fadeInFrames: number): Lane[] {
    return this.#strips.map((strip) => strip.openLane(atFrame, fadeInFrames));
  }

  /** Plays one segment of all stems at one output frame, or nothing at all when a stem has not arrived. */
  play(lanes: readonly Lane[], segment: Segment, atFrame: number): boolean {
    const row = this.#store.row(Math.floor(segment.position / this.blockFrames));
    if (row === null) return false;
    const offset = segment.position % this.blockFrames;
    for (const [stem, buffer] of row.entries()) {
      if (buffer === null || offset >= buffer.frames) continue;
      lanes[stem]!.play(buffer, atFrame, offset, Math.min(segment.frames, buffer.frames - offset));
    }
    return true;
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

  /** Frees the decoded audio; what is scheduled already still plays. */
  releaseAudio(): void {
    this.#store.dispose();
  }

  dispose(): void {
    this.#store.dispose();
    for (const strip of this.#strips) strip.dispose();
    this.#strips = [];
    this.#output = null;
  }
}
