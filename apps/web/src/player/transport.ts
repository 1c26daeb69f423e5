import { Deck } from './deck.ts';
import type { ChannelSettings } from './mixer.ts';
import type { AudioBackend, AudioOutput } from './output.ts';
import type { PlayableVersion } from './pcm-source.ts';
import type { Run, TapeReport } from './tape/tape-messages.ts';
import { type FrameRange, positionInRun } from './timeline.ts';

/** How much is fetched before anybody presses play. */
const WARM_ROWS = 2;

export interface TransportOptions {
  readonly backend: AudioBackend;
  readonly budgetBytes: number;
  readonly channelsOf: (version: PlayableVersion) => ChannelSettings[];
  /** Called when something that a snapshot shows may have changed. */
  readonly onChange: () => void;
}

/**
 * The page's end of the wire to the tape: it says what shall be played, keeps the audio around the playhead coming, and
 * knows from the tape's reports what is heard. The playhead itself turns with the sound, on the tape.
 */
export class Transport {
  readonly #options: TransportOptions;
  #output: AudioOutput | null = null;
  #deck: Deck | null = null;
  #pending: Deck | null = null;
  readonly #leaving = new Map<number, Deck>();
  #position = 0;
  #run: Run | null = null;
  #loop: FrameRange | null = null;
  #wantsToPlay = false;
  #isWaiting = false;
  #serial = 0;

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
    return this.#wantsToPlay && !this.#isWaiting;
  }

  get isBusy(): boolean {
    return this.#wantsToPlay || this.#pending !== null;
  }

  get heldBytes(): number {
    return (this.#deck?.heldBytes ?? 0) + (this.#pending?.heldBytes ?? 0);
  }

  /** The song position that is heard now. */
  get heardPosition(): number {
    return this.#positionAt((output) => output.heardFrame());
  }

  /** Replaces the deck at once. The caller has stopped playing, or accepts that it stops. */
  insert(version: PlayableVersion, sampleRate: number, position: number): void {
    this.eject();
    if (this.#output !== null && this.#output.sampleRate !== sampleRate) this.#closeOutput();
    this.#deck = this.#createDeck(version, sampleRate);
    this.#position = Math.min(position, this.#deck.lengthFrames);
  }

  /** Lets the deck play on until the new version can take over at the same position. */
  switchTo(version: PlayableVersion): void {
    const last = this.#pending;
    this.#pending = this.#createDeck(version, this.#deck!.sampleRate);
    this.#connect(this.#pending);
    this.#output?.send({ kind: 'switch', deck: this.#pending.number });
    if (last !== null) this.#leave(last);
    this.pump();
  }

  cancelSwitch(): void {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    if (this.#deck !== null) this.#output?.send({ kind: 'switch', deck: this.#deck.number });
    this.#leave(pending);
  }

  eject(): void {
    this.#stop();
    for (const deck of [this.#pending, this.#deck]) if (deck !== null) this.#leave(deck);
    this.#pending = null;
    this.#deck = null;
    this.#position = 0;
  }

  async play(): Promise<void> {
    const deck = this.#deck;
    if (deck === null || this.#wantsToPlay) return;
    const output = this.#output ?? this.#openOutput(deck.sampleRate);
    if (this.#position >= deck.lengthFrames) this.#position = this.#loop?.startFrame ?? 0;
    this.#wantsToPlay = true;
    this.#isWaiting = true;
    const resumed = output.resume();
    this.#connect(deck);
    output.send({ kind: 'play', deck: deck.number, position: this.#position, serial: ++this.#serial });
    this.pump();
    await resumed;
  }

  pause(): void {
    this.#stop();
    this.#output?.rest();
    if (this.#pending !== null) this.#adopt(this.#pending);
    this.#options.onChange();
  }

  seek(position: number): void {
    const deck = this.#deck;
    if (deck === null) return;
    this.#run = null;
    this.#position = Math.round(Math.min(Math.max(0, position), deck.lengthFrames));
    this.#output?.send({ kind: 'seek', position: this.#position, serial: ++this.#serial });
    if (this.#wantsToPlay) this.#isWaiting = deck.waitingFor(this.#position).length > 0;
    else if (this.#output !== null) this.warm();
    this.pump();
    this.#options.onChange();
  }

  setLoop(loop: FrameRange | null): void {
    if (loop?.startFrame === this.#loop?.startFrame && loop?.endFrame === this.#loop?.endFrame) return;
    this.#loop = loop;
    this.#output?.send({ kind: 'loop', loop });
    this.pump();
    this.#options.onChange();
  }

  applyMix(): void {
    for (const deck of [this.#deck, this.#pending]) {
      if (deck !== null) deck.applyMix(this.#options.channelsOf(deck.version));
    }
  }

  /** Fetches what is needed to start at once, before anybody presses play. */
  warm(): void {
    if (this.isBusy) return;
    this.#options.backend.warm();
    this.#deck?.prepare(this.#position, this.#loop, this.#options.budgetBytes, WARM_ROWS);
  }

  /** Keeps the audio around the playhead coming. Called often; does nothing when nothing is due. */
  pump(): void {
    if (!this.#wantsToPlay) return;
    const { budgetBytes } = this.#options;
    const position = this.#positionAt((output) => output.currentFrame());
    this.#deck?.prepare(position, this.#loop, this.#pending === null ? budgetBytes : budgetBytes / 2);
    this.#pending?.prepare(position, this.#loop, budgetBytes / 2);
  }

  dispose(): void {
    this.eject();
    this.#closeOutput();
  }

  #positionAt(frameOf: (output: AudioOutput) => number): number {
    if (this.#run === null || this.#output === null) return this.#position;
    return Math.min(positionInRun(this.#run, frameOf(this.#output)), this.#deck?.lengthFrames ?? 0);
  }

  #createDeck(version: PlayableVersion, sampleRate: number): Deck {
    return new Deck({
      version,
      sampleRate,
      // While versions are switched, two decks share the budget.
      budgetBytes: this.#options.budgetBytes / 2,
      onChange: () => {
        this.pump();
        this.#options.onChange();
      },
    });
  }

  #openOutput(sampleRate: number): AudioOutput {
    const output = this.#options.backend.open(sampleRate);
    output.onReport((report) => this.#follow(report));
    output.send({ kind: 'loop', loop: this.#loop });
    this.#output = output;
    return output;
  }

  #closeOutput(): void {
    for (const deck of this.#leaving.values()) deck.dispose();
    this.#leaving.clear();
    this.#output?.dispose();
    this.#output = null;
  }

  #connect(deck: Deck): void {
    if (this.#output !== null) deck.connect(this.#output, this.#options.channelsOf(deck.version));
  }

  /** Stops where it is now; the tape's report then says the very frame. */
  #stop(): void {
    if (!this.#wantsToPlay) return;
    this.#position = this.#positionAt((output) => output.currentFrame());
    this.#run = null;
    this.#wantsToPlay = false;
    this.#isWaiting = false;
    this.#output?.send({ kind: 'pause', serial: ++this.#serial });
  }

  #follow(report: TapeReport): void {
    for (const number of report.released) {
      this.#leaving.get(number)?.dispose();
      this.#leaving.delete(number);
    }
    if (this.#pending !== null && report.deck === this.#pending.number) this.#adopt(this.#pending);
    const isAnswer = report.serial === this.#serial && report.deck === this.#deck?.number;
    if (isAnswer) {
      this.#position = Math.min(report.position, this.#deck?.lengthFrames ?? 0);
      this.#run = report.run;
      this.#isWaiting = this.#wantsToPlay && report.isWaiting;
      if (this.#wantsToPlay && report.run === null && !report.isWaiting) this.#finish();
    }
    this.#options.onChange();
  }

  #finish(): void {
    this.#wantsToPlay = false;
    this.#output?.rest();
  }

  #adopt(next: Deck): void {
    this.#pending = null;
    if (this.#deck !== null) this.#leave(this.#deck);
    this.#deck = next;
    this.#position = Math.min(this.#position, next.lengthFrames);
  }

  /** Lets go of a deck: of its audio at once, of its strips when the last fade is over. */
  #leave(deck: Deck): void {
    if (deck.isConnected) {
      deck.remove();
      this.#leaving.set(deck.number, deck);
    } else {
      deck.dispose();
    }
  }
}
