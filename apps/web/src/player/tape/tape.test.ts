import { expect, test } from 'vitest';
import { Tape } from './tape.ts';
import type { DeckShape, TapeReport } from './tape-messages.ts';

const RATE = 48_000;
const BLOCK = 4_096;
const QUANTUM = 128;

/** A tape on which every frame of every stem has its number (counted from 1) as its value. */
class TapeRig {
  readonly reports: TapeReport[] = [];
  readonly tape = new Tape(RATE, (report) => this.reports.push(report));
  frame = 0;

  insert(deck: number, lengthFrames = 100 * BLOCK, stems = 2): void {
    const shape: DeckShape = {
      lengthFrames,
      blockFrames: BLOCK,
      stems: Array.from({ length: stems }, () => ({ channels: 1, frames: lengthFrames })),
    };
    this.tape.handle({ kind: 'insert', deck, shape });
    this.tape.attach(deck);
  }

  put(deck: number, stem: number, block: number): void {
    const planes = [Float32Array.from({ length: BLOCK }, (_, i) => block * BLOCK + i + 1)];
    this.tape.handle({ kind: 'block', deck, stem, block, planes });
  }

  fill(deck: number, blocks = 100): void {
    for (let block = 0; block < blocks; block++) for (const stem of [0, 1]) this.put(deck, stem, block);
  }

  /** What comes out of the stems of a deck in the next frames. */
  hear(deck: number, quanta: number): number[][] {
    const heard: number[][] = [[], []];
    for (let i = 0; i < quanta; i++) {
      this.tape.render(this.frame, QUANTUM);
      this.frame += QUANTUM;
      const output = this.tape.outputOf(deck);
      for (const [stem, values] of heard.entries()) {
        values.push(...(output?.[stem]?.[0]?.subarray(0, QUANTUM) ?? new Float32Array(QUANTUM)));
      }
    }
    return heard;
  }

  get last(): TapeReport {
    return this.reports.at(-1)!;
  }
}

test('a deck whose outputs are not connected yet waits for them, and then begins with its first frame', () => {
  const rig = new TapeRig();
  rig.tape.handle({
    kind: 'insert',
    deck: 1,
    shape: { lengthFrames: BLOCK, blockFrames: BLOCK, stems: [{ channels: 1, frames: BLOCK }] },
  });
  rig.put(1, 0, 0);
  rig.tape.handle({ kind: 'play', deck: 1, position: 7, serial: 1 });
  expect(rig.hear(1, 3)[0]!.every((value) => value === 0)).toBe(true);
  expect(rig.last).toMatchObject({ serial: 1, isWaiting: true, run: null });
  rig.tape.attach(1);
  expect(rig.hear(1, 1)[0]!.slice(0, 3)).toEqual([8, 9, 10]);
  expect(rig.last).toMatchObject({ isWaiting: false, run: { frame: 3 * QUANTUM, position: 7, loop: null } });
});

test('a switch that is taken back after it happened goes back to the deck before, at the same position', () => {
  const rig = new TapeRig();
  for (const deck of [1, 2]) {
    rig.insert(deck);
    rig.fill(deck);
  }
  rig.tape.handle({ kind: 'play', deck: 1, position: 0, serial: 1 });
  rig.hear(1, 10);
  rig.tape.handle({ kind: 'switch', deck: 2 });
  rig.hear(2, 10);
  expect(rig.last.deck).toBe(2);
  rig.tape.handle({ kind: 'switch', deck: 1 });
  rig.tape.handle({ kind: 'remove', deck: 2 });
  const [heard] = rig.hear(1, 20);
  expect(rig.last).toMatchObject({ deck: 1, released: [2] });
  expect(heard!.at(-1)).toBe(40 * QUANTUM);
});

test('what was removed is released when its fade is over, and not before', () => {
  const rig = new TapeRig();
  rig.insert(1);
  rig.fill(1);
  rig.tape.handle({ kind: 'play', deck: 1, position: 1_000, serial: 1 });
  rig.hear(1, 4);
  rig.tape.handle({ kind: 'remove', deck: 1 });
  const [heard] = rig.hear(1, 1);
  expect(heard![0]).toBe(1_000 + 4 * QUANTUM + 1);
  expect(rig.tape.isReleased(1)).toBe(false);
  rig.hear(1, 3);
  expect(rig.tape.isReleased(1)).toBe(true);
  expect(rig.reports.flatMap(({ released }) => released)).toEqual([1]);
});

test('whatever is commanded and whenever blocks come and go, both stems put out the same', () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 0x7f_ff_ff_ff;
    return seed % below;
  };
  for (let round = 0; round < 8; round++) {
    const rig = new TapeRig();
    const decks = [1, 2];
    for (const deck of decks) rig.insert(deck, 20 * BLOCK - random(BLOCK));
    rig.tape.handle({ kind: 'play', deck: 1, position: random(10 * BLOCK), serial: 1 });
    for (let step = 0; step < 60; step++) {
      const deck = decks[random(2)]!;
      const position = random(20 * BLOCK);
      const dice = random(10);
      if (dice < 5) for (const stem of [0, 1]) for (let i = 0; i < 20; i++) rig.put(deck, stem, i);
      else if (dice === 5) {
        const block = random(20);
        for (const stem of [0, 1]) rig.tape.handle({ kind: 'drop', deck, stem, block });
      } else if (dice === 6) rig.tape.handle({ kind: 'seek', position, serial: step });
      else if (dice === 7) rig.tape.handle({ kind: 'switch', deck });
      else if (dice === 8) {
        const startFrame = random(15 * BLOCK);
        rig.tape.handle({ kind: 'loop', loop: { startFrame, endFrame: startFrame + 1_000 + random(BLOCK) } });
      } else rig.tape.handle({ kind: 'play', deck, position, serial: step });
      for (const heard of decks) {
        // Each deck is looked at in turns of its own: rendering is what moves time.
        const [left, right] = rig.hear(heard, 1 + random(8));
        expect(left).toEqual(right);
      }
    }
  }
});
