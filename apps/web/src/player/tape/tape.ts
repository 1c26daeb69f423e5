import type { FrameRange } from '../timeline.ts';
import { Tail } from './tail.ts';
import { TapeDeck } from './tape-deck.ts';
import type { Run, TapeCommand, TapeReport } from './tape-messages.ts';

const FADE_SECONDS = 0.004;
const CROSSFADE_SECONDS = 0.012;
/** How much must be there before playing begins, before it goes on after it had to wait, and before a switch. */
const START_AHEAD_SECONDS = 0.25;
const RECOVER_AHEAD_SECONDS = 1;
const SWITCH_AHEAD_SECONDS = 0.5;

/**
 * The playhead. It runs where the sound is rendered, one quantum of all stems after the other, so that no stem can ever
 * be apart from another, and no frame be lost or doubled, however late the page's own thread is: what is late is only
 * ever a block (then all stems wait) or a command (then it is followed later).
 *
 * It knows nothing of Web Audio: the worklet and the tests turn it by hand.
 */
export class Tape {
  readonly #sampleRate: number;
  readonly #onReport: (report: TapeReport) => void;
  readonly #decks = new Map<number, TapeDeck>();
  readonly #attached = new Set<number>();
  #head: number | null = null;
  #next: number | null = null;
  #state: 'stopped' | 'waiting' | 'playing' = 'stopped';
  #position = 0;
  #loop: FrameRange | null = null;
  #run: Run | null = null;
  #aheadFrames = 0;
  /** Frames of the fade-in that have passed, of those that it has. */
  #faded = 0;
  #fadeFrames = 0;
  #tails: Tail[] = [];
  #released: number[] = [];
  readonly #leaving = new Map<number, TapeDeck>();
  readonly #gone = new Set<number>();
  #serial = 0;
  #isChanged = false;

  constructor(sampleRate: number, onReport: (report: TapeReport) => void) {
    this.#sampleRate = sampleRate;
    this.#onReport = onReport;
  }

  /** Says that what a deck puts out is heard from now on. A deck does not begin before. */
  attach(deck: number): void {
    this.#attached.add(deck);
  }

  /** Whether a deck was removed and its last fade is over. */
  isReleased(deck: number): boolean {
    return this.#gone.has(deck);
  }

  /** What a deck puts out in the quantum that was rendered last, by stem and channel; null for silence. */
  outputOf(deck: number): readonly (readonly Float32Array[])[] | null {
    const found = this.#decks.get(deck) ?? this.#leaving.get(deck);
    return found === undefined || found.isSilent ? null : found.output;
  }

  handle(command: TapeCommand): void {
    if ('serial' in command) {
      this.#serial = command.serial;
      this.#isChanged = true;
    }
    switch (command.kind) {
      case 'insert':
        this.#decks.set(command.deck, new TapeDeck(command.shape));
        break;
      case 'block':
        this.#decks.get(command.deck)?.put(command.stem, command.block, command.planes);
        break;
      case 'drop':
        this.#decks.get(command.deck)?.drop(command.stem, command.block);
        break;
      case 'play':
        this.#head = command.deck;
        this.#next = null;
        this.#jumpTo(command.position);
        this.#wait(START_AHEAD_SECONDS);
        break;
      case 'pause':
        this.#fadeOut(FADE_SECONDS);
        this.#stop();
        break;
      case 'seek':
        this.#seek(command.position);
        break;
      case 'loop':
        this.#loop = command.loop;
        // The same audio goes on at the same place, but its place from here on is told by the new loop.
        this.#run = null;
        break;
      case 'switch':
        this.#next = command.deck === this.#head ? null : command.deck;
        this.#trySwitch();
        break;
      case 'remove':
        this.#remove(command.deck);
        break;
    }
  }

  /** Renders the quantum that is heard from output frame `frame` on. */
  render(frame: number, frames: number): void {
    for (const deck of this.#decks.values()) deck.silence();
    for (const deck of this.#leaving.values()) deck.silence();
    this.#trySwitch();
    this.#tryBegin();
    this.#renderHead(frame, frames);
    this.#renderTails(frames);
    if (this.#isChanged || this.#released.length > 0) this.#report();
  }

  get #deck(): TapeDeck | null {
    return this.#head === null ? null : (this.#decks.get(this.#head) ?? null);
  }

  #frames(seconds: number): number {
    return Math.round(seconds * this.#sampleRate);
  }

  #stop(): void {
    this.#state = 'stopped';
    this.#run = null;
    this.#isChanged = true;
  }

  #wait(aheadSeconds: number): void {
    this.#state = 'waiting';
    this.#aheadFrames = this.#frames(aheadSeconds);
    this.#run = null;
    this.#isChanged = true;
  }

  #jumpTo(position: number): void {
    this.#fadeOut(FADE_SECONDS);
    this.#position = position;
    this.#run = null;
  }

  #seek(position: number): void {
    this.#jumpTo(position);
    if (this.#state !== 'stopped') this.#wait(START_AHEAD_SECONDS);
  }

  #tryBegin(): void {
    const deck = this.#deck;
    if (this.#state !== 'waiting' || deck === null || !this.#attached.has(this.#head!)) return;
    if (!deck.isReady(this.#position, this.#loop, this.#aheadFrames)) return;
    this.#state = 'playing';
    this.#fadeFrames = 0;
  }

  #trySwitch(): void {
    if (this.#next === null) return;
    const next = this.#decks.get(this.#next);
    if (next === undefined || !this.#attached.has(this.#next)) return;
    if (!next.isReady(this.#position, this.#loop, this.#frames(SWITCH_AHEAD_SECONDS))) return;
    if (this.#state === 'playing') {
      this.#fadeOut(CROSSFADE_SECONDS);
      this.#fadeFrames = this.#frames(CROSSFADE_SECONDS);
      this.#faded = 0;
    }
    // The run goes on: the same position is still the same output frame.
    this.#head = this.#next;
    this.#next = null;
    this.#isChanged = true;
  }

  /** Lets what would play now fade out beside what plays instead. */
  #fadeOut(seconds: number): void {
    const deck = this.#deck;
    if (this.#state !== 'playing' || deck === null) return;
    const frames = this.#frames(seconds);
    const gain = this.#faded < this.#fadeFrames ? this.#faded / this.#fadeFrames : 1;
    this.#tails.push(new Tail(deck, deck.read(this.#position, frames, this.#loop), frames, gain));
  }

  #remove(id: number): void {
    const deck = this.#decks.get(id);
    if (deck === undefined) return;
    if (this.#next === id) this.#next = null;
    if (this.#head === id) {
      this.#fadeOut(FADE_SECONDS);
      this.#head = this.#next;
      this.#next = null;
      if (this.#head === null) this.#stop();
      else if (this.#state === 'playing') this.#wait(START_AHEAD_SECONDS);
    }
    this.#decks.delete(id);
    this.#leaving.set(id, deck);
  }

  #renderHead(frame: number, frames: number): void {
    const deck = this.#deck;
    for (let done = 0; deck !== null && this.#state === 'playing' && done < frames; ) {
      const segment = deck.next(this.#position, this.#loop);
      if (segment === null) {
        this.#stop();
      } else if (segment === 'missing') {
        this.#wait(RECOVER_AHEAD_SECONDS);
      } else {
        if (this.#run === null) this.#beginRun(frame + done);
        const count = Math.min(segment.frames, frames - done);
        deck.copy(this.#position, count, deck.output, done);
        deck.isSilent = false;
        this.#position = deck.after(segment, count, this.#loop);
        done += count;
      }
    }
    if (deck !== null && this.#faded < this.#fadeFrames) this.#fadeIn(deck, frames);
  }

  #beginRun(frame: number): void {
    this.#run = { frame, position: this.#position, loop: this.#loop };
    this.#isChanged = true;
  }

  #fadeIn(deck: TapeDeck, frames: number): void {
    for (const planes of deck.output) {
      for (const plane of planes) {
        for (let i = 0; i < frames; i++) plane[i]! *= Math.min(1, (this.#faded + i) / this.#fadeFrames);
      }
    }
    this.#faded += frames;
  }

  #renderTails(frames: number): void {
    if (this.#tails.length > 0) {
      for (const tail of this.#tails) tail.render(frames);
      this.#tails = this.#tails.filter(({ isOver }) => !isOver);
    }
    for (const [id, deck] of this.#leaving) {
      // One silent quantum passes first, so that the last of the fade is out before anything is taken apart.
      if (!deck.isSilent || this.#tails.some((tail) => tail.deck === deck)) continue;
      this.#leaving.delete(id);
      this.#attached.delete(id);
      this.#gone.add(id);
      this.#released.push(id);
    }
  }

  #report(): void {
    const released = this.#released;
    this.#released = [];
    this.#isChanged = false;
    this.#onReport({
      serial: this.#serial,
      deck: this.#head,
      position: this.#position,
      run: this.#run,
      isWaiting: this.#state === 'waiting',
      released,
    });
  }
}
