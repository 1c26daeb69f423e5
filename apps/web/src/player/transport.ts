import { Deck } from './deck.ts';
import type { ChannelSettings } from './mixer.ts';
import type { AudioBackend, AudioOutput } from './output.ts';
import type { PlayableVersion } from './pcm-source.ts';
import { Take } from './take.ts';
import type { FrameRange } from './timeline.ts';

/** How long ahead sound is scheduled. Background tabs may run timers only once a second. */
const LOOKAHEAD_SECONDS = 3;
/** A loop of a few milliseconds is many segments; this bounds them. */
const MAX_LOOKAHEAD_LOOPS = 24;
const MIN_LOOKAHEAD_SECONDS = 1;
const LEAD_SECONDS = 0.05;
const MAX_LEAD_SECONDS = 0.5;
/** The output may already be rendering this far beyond the frame that it reports. */
const RENDER_AHEAD_FRAMES = 1024;
const FADE_SECONDS = 0.004;
const CROSSFADE_SECONDS = 0.012;
const START_AHEAD_SECONDS = 0.25;
const RECOVER_AHEAD_SECONDS = 1;
const SWITCH_AHEAD_SECONDS = 0.5;

export interface TransportOptions {
  readonly backend: AudioBackend;
  readonly budgetBytes: number;
  readonly channelsOf: (version: PlayableVersion) => ChannelSettings[];
  /** Called when something that a snapshot shows may have changed. */
  readonly onChange: () => void;
}

/**
 * Plays decks on one output, on the output's clock. Everything that moves the playhead (start, seek, loop, switch) begins
 * a new take of all stems at one whole output frame, so that no two stems can ever be apart.
 */
export class Transport {
  readonly #options: TransportOptions;
  #output: AudioOutput | null = null;
  #deck: Deck | null = null;
  #pending: Deck | null = null;
  #take: Take | null = null;
  #ending: Take[] = [];
  readonly #leaving = new Set<Deck>();
  #position = 0;
  #loop: FrameRange | null = null;
  #wantsToPlay = false;
  #hasStalled = false;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  get deck(): Deck | null {
    return this.#deck;
  }

  get pending(): Deck | null {
    return this.#pending;
  }

  get output(): AudioOutput | null {
    return this.#output;
  }

  get wantsToPlay(): boolean {
    return this.#wantsToPlay;
  }

  get isSounding(): boolean {
    return this.#take !== null;
  }

  get isBusy(): boolean {
    return this.#wantsToPlay || this.#ending.length > 0 || this.#pending !== null;
  }

  get heldBytes(): number {
    return (this.#deck?.heldBytes ?? 0) + (this.#pending?.heldBytes ?? 0);
  }

  /** The song position that is heard now. */
  get heardPosition(): number {
    return this.#take === null || this.#output === null
      ? this.#position
      : this.#take.positionAt(this.#output.heardFrame());
  }

  /** Replaces the deck at once. The caller has stopped playing, or accepts that it stops. */
  insert(version: PlayableVersion, sampleRate: number, position: number): void {
    this.eject();
    if (this.#output !== null && this.#output.sampleRate !== sampleRate) {
      this.#retire(Number.POSITIVE_INFINITY);
      this.#output.dispose();
      this.#output = null;
    }
    this.#deck = this.#createDeck(version, sampleRate);
    this.#position = Math.min(position, this.#deck.lengthFrames);
  }

  /** Lets the deck play on until the new version can take over at the same position. */
  switchTo(version: PlayableVersion): void {
    this.#pending?.dispose();
    this.#pending = this.#createDeck(version, this.#deck!.sampleRate);
    this.pump();
  }

  cancelSwitch(): void {
    this.#pending?.dispose();
    this.#pending = null;
  }

  eject(): void {
    this.#stopTake(FADE_SECONDS);
    this.#wantsToPlay = false;
    this.cancelSwitch();
    this.#leave(this.#deck);
    this.#deck = null;
    this.#position = 0;
  }

  async play(): Promise<void> {
    const deck = this.#deck;
    if (deck === null || this.#wantsToPlay) return;
    this.#output ??= this.#options.backend.open(deck.sampleRate);
    if (this.#position >= deck.lengthFrames) this.#position = this.#loop?.startFrame ?? 0;
    this.#wantsToPlay = true;
    this.#hasStalled = false;
    const resumed = this.#output.resume();
    this.pump();
    await resumed;
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.#stopTake(FADE_SECONDS);
    this.#output?.rest();
    this.pump();
  }

  seek(position: number): void {
    if (this.#deck === null) return;
    const target = Math.round(Math.min(Math.max(0, position), this.#deck.lengthFrames));
    this.#hasStalled = false;
    this.#moveTo(() => target, FADE_SECONDS);
  }

  setLoop(loop: FrameRange | null): void {
    if (loop?.startFrame === this.#loop?.startFrame && loop?.endFrame === this.#loop?.endFrame) return;
    this.#loop = loop;
    // The same audio goes on at the same place: the splice needs no fade.
    const take = this.#take;
    this.#moveTo((frame) => take?.positionAt(frame) ?? this.#position, 0);
  }

  applyMix(): void {
    for (const deck of [this.#deck, this.#pending]) {
      if (deck !== null) deck.applyMix(this.#options.channelsOf(deck.version));
    }
  }

  /** Fetches what is needed to start at once, before anybody presses play. */
  warm(): void {
    if (!this.isBusy) this.#deck?.prepare(this.#position, this.#loop, this.#options.budgetBytes, 2);
  }

  /** Keeps the sound going. Called often; does nothing when nothing is due. */
  pump(): void {
    if (this.#output !== null) this.#retire(this.#output.currentFrame());
    if (this.#pending !== null) this.#trySwitch(this.#pending);
    if (!this.#wantsToPlay || this.#output === null || this.#deck === null) return;
    if (this.#take === null) this.#begin(this.#output, this.#deck);
    else this.#extend(this.#output, this.#take);
    this.#fetch(this.#deck);
  }

  dispose(): void {
    this.eject();
    this.#retire(Number.POSITIVE_INFINITY);
    this.#output?.dispose();
    this.#output = null;
  }

  #createDeck(version: PlayableVersion, sampleRate: number): Deck {
    const { backend, budgetBytes } = this.#options;
    // While versions are switched, two decks share the budget.
    return new Deck({
      backend,
      version,
      sampleRate,
      budgetBytes: budgetBytes / 2,
      onChange: () => {
        this.pump();
        this.#options.onChange();
      },
    });
  }

  #frames(seconds: number): number {
    return Math.round(seconds * (this.#deck?.sampleRate ?? 48_000));
  }

  #fetch(deck: Deck): void {
    const { budgetBytes } = this.#options;
    const position = this.#take?.positionAt(this.#output!.currentFrame()) ?? this.#position;
    deck.prepare(position, this.#loop, this.#pending === null ? budgetBytes : budgetBytes / 2);
  }

  #begin(output: AudioOutput, deck: Deck): void {
    const ahead = this.#frames(this.#hasStalled ? RECOVER_AHEAD_SECONDS : START_AHEAD_SECONDS);
    this.#fetch(deck);
    if (!deck.isReady(this.#position, this.#loop, ahead)) return;
    this.#startTake(output, deck, () => this.#position);
    this.#options.onChange();
  }

  /** Starts all stems at one frame of the near future; if scheduling took so long that it has passed, tries a later one. */
  #startTake(output: AudioOutput, deck: Deck, positionAt: (frame: number) => number, fadeInFrames = 0): Take {
    deck.connect(output, this.#options.channelsOf(deck.version));
    for (let lead = LEAD_SECONDS; ; lead *= 2) {
      const atFrame = output.currentFrame() + this.#frames(lead);
      const take = new Take(deck, { atFrame, position: positionAt(atFrame), loop: this.#loop, fadeInFrames });
      // Only what must be there in time; the rest follows when it is known that it was.
      take.extendTo(atFrame + this.#frames(LEAD_SECONDS));
      if (output.currentFrame() + RENDER_AHEAD_FRAMES <= atFrame || lead > MAX_LEAD_SECONDS) {
        take.extendTo(atFrame + this.#lookahead());
        this.#take = take;
        return take;
      }
      this.#closeTake(take, 0, 0);
    }
  }

  #extend(output: AudioOutput, take: Take): void {
    const now = output.currentFrame();
    take.forgetBefore(now - this.#frames(1));
    const margin = this.#frames(LEAD_SECONDS);
    // Too late to join on without a gap on some of the stems: all of them stop, and start again together.
    const joint = take.scheduledUntil;
    if (joint > now + margin) take.extendTo(now + this.#lookahead());
    if (take.scheduledUntil > joint && output.currentFrame() + RENDER_AHEAD_FRAMES > joint) {
      // Scheduling took so long that some stems may have missed the joint: all of them join again, together.
      this.#moveTo((frame) => take.positionAt(frame), 0);
      return;
    }
    if (take.reachedEnd) {
      if (now >= take.scheduledUntil) this.#finish(take);
    } else if (take.scheduledUntil <= now + margin) {
      this.#position = take.nextPosition;
      this.#hasStalled = true;
      this.#take = null;
      this.#closeTake(take, take.scheduledUntil, 0);
      this.#options.onChange();
    }
  }

  #finish(take: Take): void {
    this.#position = take.nextPosition;
    this.#take = null;
    this.#wantsToPlay = false;
    this.#closeTake(take, take.scheduledUntil, 0);
    this.#output?.rest();
    this.#options.onChange();
  }

  #lookahead(): number {
    const ahead = this.#frames(LOOKAHEAD_SECONDS);
    if (this.#loop === null) return ahead;
    const longest = (this.#loop.endFrame - this.#loop.startFrame) * MAX_LOOKAHEAD_LOOPS;
    return Math.min(ahead, Math.max(longest, this.#frames(MIN_LOOKAHEAD_SECONDS)));
  }

  /** Ends what plays and starts at the position that `target` gives for the frame of the change. */
  #moveTo(target: (frame: number) => number, fadeSeconds: number): void {
    const deck = this.#deck;
    const output = this.#output;
    const take = this.#take;
    if (deck === null) return;
    if (take === null || output === null) {
      this.#position = target(0);
      if (output !== null) this.warm();
    } else {
      let frame = output.currentFrame() + this.#frames(LEAD_SECONDS);
      const position = target(frame);
      this.#position = position;
      this.#take = null;
      if (position >= deck.lengthFrames) {
        this.#wantsToPlay = false;
      } else if (deck.isReady(position, this.#loop, this.#frames(START_AHEAD_SECONDS))) {
        frame = this.#startTake(output, deck, target).startFrame;
      }
      this.#closeTake(take, frame, this.#frames(fadeSeconds));
    }
    this.pump();
    this.#options.onChange();
  }

  #trySwitch(next: Deck): void {
    const output = this.#output;
    const take = this.#take;
    if (output === null || take === null) {
      this.#adopt(next, this.#position);
      return;
    }
    let frame = output.currentFrame() + this.#frames(LEAD_SECONDS);
    const position = take.positionAt(frame);
    const fade = this.#frames(CROSSFADE_SECONDS);
    next.prepare(position, this.#loop, this.#options.budgetBytes / 2);
    if (position >= next.lengthFrames) this.#wantsToPlay = false;
    else if (!next.isReady(position, this.#loop, this.#frames(SWITCH_AHEAD_SECONDS))) return;
    this.#take = null;
    if (this.#wantsToPlay) frame = this.#startTake(output, next, (at) => take.positionAt(at), fade).startFrame;
    this.#closeTake(take, frame, fade);
    this.#adopt(next, position);
  }

  #adopt(next: Deck, position: number): void {
    this.#pending = null;
    this.#leave(this.#deck);
    this.#deck = next;
    this.#position = Math.min(position, next.lengthFrames);
    this.#options.onChange();
  }

  /** Lets go of a deck: of its audio at once, of its strips when the last fade is over. */
  #leave(deck: Deck | null): void {
    if (deck === null) return;
    deck.releaseAudio();
    this.#leaving.add(deck);
    this.#retire(this.#output?.currentFrame() ?? Number.POSITIVE_INFINITY);
  }

  #stopTake(fadeSeconds: number): void {
    const { output, take } = { output: this.#output, take: this.#take };
    if (take === null || output === null) return;
    const frame = output.currentFrame() + this.#frames(LEAD_SECONDS);
    this.#position = take.positionAt(frame);
    this.#take = null;
    this.#closeTake(take, frame, this.#frames(fadeSeconds));
  }

  #closeTake(take: Take, frame: number, fadeFrames: number): void {
    take.close(frame, fadeFrames);
    this.#ending.push(take);
  }

  #retire(now: number): void {
    this.#ending = this.#ending.filter(({ endFrame }) => now < endFrame);
    for (const deck of this.#leaving) {
      if (this.#ending.some((take) => take.deck === deck)) continue;
      this.#leaving.delete(deck);
      deck.dispose();
    }
  }
}
