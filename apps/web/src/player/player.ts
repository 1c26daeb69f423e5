import { MixState } from './mix-state.ts';
import { type ChannelSettings, clampGainDb, toLinearGain } from './mixer.ts';
import type { AudioBackend, StereoLevels } from './output.ts';
import type { PlayableVersion } from './pcm-source.ts';
import { EMPTY_SNAPSHOT, type PlayerSnapshot, type PlayerStatus } from './player-snapshot.ts';
import { SnapshotStore } from './snapshot-store.ts';
import type { FrameRange } from './timeline.ts';
import { Transport } from './transport.ts';
import { chooseTransportRate } from './transport-rate.ts';

/** Decoded audio held for playing. With what the waveforms hold, it stays below 150 MB. */
const PLAYER_BUDGET_BYTES = 120_000_000;
const TICK_MS = 50;
const MIN_LOOP_SECONDS = 0.02;

export interface PlayerOptions {
  readonly backend: AudioBackend;
  readonly budgetBytes?: number;
  /** Calls back regularly until the returned function is called. */
  readonly every?: (ms: number, callback: () => void) => () => void;
}

function everyInterval(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms);
  return () => clearInterval(timer);
}

/** What a page talks to: one player, one version at a time, and a snapshot to watch. */
export class Player {
  readonly #store = new SnapshotStore<PlayerSnapshot>(EMPTY_SNAPSHOT);
  readonly #mix = new MixState();
  readonly #transport: Transport;
  readonly #every: NonNullable<PlayerOptions['every']>;
  #stopTicking: (() => void) | null = null;
  #version: PlayableVersion | null = null;
  #sampleRate = EMPTY_SNAPSHOT.sampleRate;
  #loop: FrameRange | null = null;
  #isLooping = false;
  #masterGainDb = 0;
  #problem: string | null = null;

  constructor({ backend, budgetBytes = PLAYER_BUDGET_BYTES, every = everyInterval }: PlayerOptions) {
    this.#every = every;
    this.#transport = new Transport({
      backend,
      budgetBytes,
      channelsOf: (version) => this.#mix.channelsOf(version),
      onChange: () => this.#publish(),
    });
  }

  get subscribe(): (listener: () => void) => () => void {
    return this.#store.subscribe;
  }

  get getSnapshot(): () => PlayerSnapshot {
    return this.#store.getSnapshot;
  }

  /** The song position that is heard now, in frames of the snapshot's `sampleRate`. */
  get positionFrames(): number {
    return this.#transport.heardPosition;
  }

  /** Decoded audio held, reads under way included. */
  get heldBytes(): number {
    return this.#transport.heldBytes;
  }

  /**
   * Shows another version. Within a group, position, loop and the listener's mix are kept, and what plays goes on
   * until the new version can take over at the same frame. Otherwise the player starts afresh.
   */
  load(version: PlayableVersion): void {
    if (version.id === this.#version?.id) return;
    const transport = this.#transport;
    const isSameGroup = version.group !== undefined && version.group === this.#version?.group;
    const rate = chooseTransportRate(version);
    this.#version = version;
    if (isSameGroup && transport.wantsToPlay && version.stems.length > 0) {
      // While it plays, the clock keeps its rate; stems of another rate are resampled.
      if (transport.deck?.version.id === version.id) transport.cancelSwitch();
      else transport.switchTo(version);
    } else {
      const scale = rate / this.#sampleRate;
      const position = isSameGroup ? Math.round(transport.heardPosition * scale) : 0;
      if (isSameGroup) this.#scaleLoop(scale);
      else this.#startAfresh();
      this.#sampleRate = rate;
      transport.insert(version, rate, position);
    }
    this.#applyLoop();
    this.#publish();
  }

  unload(): void {
    this.#version = null;
    this.#startAfresh();
    this.#transport.eject();
    this.#publish();
  }

  play(): void {
    try {
      this.#transport.play().catch(() => this.#fail());
      this.#transport.output?.setMasterGain(toLinearGain(this.#masterGainDb));
    } catch {
      this.#fail();
    }
    this.#publish();
  }

  pause(): void {
    this.#transport.pause();
    this.#publish();
  }

  toggle(): void {
    if (this.#transport.wantsToPlay) this.pause();
    else this.play();
  }

  seek(positionFrames: number): void {
    this.#transport.seek(positionFrames);
    this.#publish();
  }

  /** Marks a loop and turns it on; null removes it. */
  setLoop(range: FrameRange | null): void {
    this.#loop = range;
    this.#isLooping = range !== null;
    this.#applyLoop();
    this.#publish();
  }

  /** Turns looping on or off; without a marked range the whole song is looped. */
  setLooping(isLooping: boolean): void {
    this.#isLooping = isLooping;
    this.#applyLoop();
    this.#publish();
  }

  changeChannel(track: string, settings: Partial<ChannelSettings>): void {
    this.#mix.change(track, settings);
    this.#transport.applyMix();
    this.#publish();
  }

  /**
   * Sets how much of each stem is heard, by stem id: 0 for none, −1 to subtract it; stems that are not named are heard
   * as they are. All strips take a short ramp, and since all of them play on, what is switched to is at the same frame.
   */
  setBlend(blend: ReadonlyMap<string, number>): void {
    this.#mix.setBlend(blend);
    this.#transport.applyMix();
    this.#publish();
  }

  /** Back to the mix of the commit. */
  resetMix(): void {
    this.#mix.reset();
    this.#transport.applyMix();
    this.#publish();
  }

  setMasterGainDb(gainDb: number): void {
    this.#masterGainDb = clampGainDb(gainDb);
    this.#transport.output?.setMasterGain(toLinearGain(this.#masterGainDb));
    this.#publish();
  }

  /** Called when somebody is about to press play: fetches the first blocks. */
  warm(): void {
    this.#transport.warm();
  }

  readLevels(stem: number, into: StereoLevels): void {
    const deck = this.#transport.deck;
    if (deck !== null && deck.version.id === this.#version?.id) deck.readLevels(stem, into);
    else into.left = into.right = 0;
  }

  readMasterLevels(into: StereoLevels): void {
    const output = this.#transport.output;
    if (output !== null) output.readMasterLevels(into);
    else into.left = into.right = 0;
  }

  dispose(): void {
    this.unload();
    this.#stopTicking?.();
    this.#stopTicking = null;
    this.#transport.dispose();
  }

  #startAfresh(): void {
    this.#mix.reset();
    this.#loop = null;
    this.#isLooping = false;
  }

  #scaleLoop(scale: number): void {
    if (this.#loop === null) return;
    const { startFrame, endFrame } = this.#loop;
    this.#loop = { startFrame: Math.round(startFrame * scale), endFrame: Math.round(endFrame * scale) };
  }

  #lengthFrames(): number {
    const deck = this.#transport.pending ?? this.#transport.deck;
    return deck?.lengthFrames ?? 0;
  }

  #applyLoop(): void {
    if (!this.#isLooping) {
      this.#transport.setLoop(null);
      return;
    }
    const length = this.#lengthFrames();
    const startFrame = Math.max(0, this.#loop?.startFrame ?? 0);
    const endFrame = Math.min(length, this.#loop?.endFrame ?? length);
    const isLongEnough = endFrame - startFrame >= MIN_LOOP_SECONDS * this.#sampleRate;
    this.#transport.setLoop(isLongEnough ? { startFrame, endFrame } : null);
  }

  #fail(): void {
    this.#problem =
      'This browser could not open its audio output. Check that a sound device is available, then try again.';
    this.#transport.pause();
    this.#publish();
  }

  #status(): PlayerStatus {
    if (this.#version === null || this.#version.stems.length === 0) return 'empty';
    if (!this.#transport.wantsToPlay) return 'paused';
    return this.#transport.isSounding ? 'playing' : 'waiting';
  }

  #publish(): void {
    const transport = this.#transport;
    if (transport.isBusy && this.#stopTicking === null) this.#stopTicking = this.#every(TICK_MS, () => this.#tick());
    const status = this.#status();
    const late = transport.pending ?? transport.deck;
    if (transport.isSounding) this.#problem = null;
    this.#store.set({
      status,
      version: this.#version,
      isSwitched: transport.pending === null,
      sampleRate: this.#sampleRate,
      lengthFrames: this.#lengthFrames(),
      loop: this.#loop,
      isLooping: this.#isLooping,
      channels: this.#version === null ? [] : this.#mix.channelsOf(this.#version),
      isMixChanged: this.#mix.hasChanges,
      masterGainDb: this.#masterGainDb,
      waitingFor: status === 'waiting' ? (transport.deck?.waitingFor(transport.heardPosition) ?? []) : [],
      failedReads: late?.failures ?? 0,
      problem: this.#problem,
    });
  }

  #tick(): void {
    this.#transport.pump();
    if (this.#transport.isBusy) return;
    this.#stopTicking?.();
    this.#stopTicking = null;
  }
}
