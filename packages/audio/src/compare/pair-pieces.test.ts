import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Piece, pairPieces } from './pair-pieces.ts';

/** Pieces of different lengths, one for each letter. */
function toPieces(letters: string): Piece[] {
  let startFrame = 0;
  return Array.from(letters, (digest) => {
    const frames = 100 + digest.charCodeAt(0);
    const piece = { digest, startFrame, frames };
    startFrame += frames;
    return piece;
  });
}

/** What is shared and what is not, in letters: `abc[d|e]f`. */
function draw(before: string, after: string): string {
  const [left, right] = [toPieces(before), toPieces(after)];
  const { runs, gaps } = pairPieces(left, right);
  const spell = (pieces: readonly Piece[]) => pieces.map(({ digest }) => digest).join('');
  const parts = [
    ...gaps.map((gap) => ({
      at: gap.after[0]?.startFrame ?? Number.NaN,
      text: `[${spell(gap.before)}|${spell(gap.after)}]`,
    })),
    ...runs.map(({ beforeStart, afterStart, frames }) => {
      const inside = (start: number) => (piece: Piece) =>
        piece.startFrame >= start && piece.startFrame + piece.frames <= start + frames;
      const text = spell(right.filter(inside(afterStart)));
      expect(spell(left.filter(inside(beforeStart)))).toBe(text);
      return { at: afterStart, text };
    }),
  ];
  return parts
    .sort((one, other) => one.at - other.at)
    .map(({ text }) => text)
    .join('');
}

it('leaves over what an edit touched', () => {
  expect(draw('abcdef', 'abcdef')).toBe('abcdef');
  expect(draw('abcdef', 'abXYef')).toBe('ab[cd|XY]ef');
  expect(draw('abcdef', 'aXbcdYf')).toBe('a[|X]bcd[e|Y]f');
  expect(draw('abc', 'xyz')).toBe('[abc|xyz]');
});

it('follows pieces that repeat on from those that do not', () => {
  expect(draw('xaabaay', 'zaabaaw')).toBe('[x|z]aabaa[y|w]');
});

it('keeps the longest story where pieces changed places', () => {
  const { runs } = pairPieces(toPieces('abcXdef'), toPieces('Xabcdef'));
  const x = toPieces('X')[0]!.frames;
  const abc = toPieces('abc').reduce((sum, { frames }) => sum + frames, 0);
  const def = toPieces('def').reduce((sum, { frames }) => sum + frames, 0);
  expect(runs).toEqual([
    { beforeStart: 0, afterStart: x, frames: abc },
    { beforeStart: abc + x, afterStart: x + abc, frames: def },
  ]);
});

it('accounts for every piece of both files, in order', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), maxLength: 20 });
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const [left, right] = [toPieces(before), toPieces(after)];
      const { runs, gaps } = pairPieces(left, right);
      const framesOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { frames }) => sum + frames, 0);
      const shared = runs.reduce((sum, { frames }) => sum + frames, 0);
      expect(shared + gaps.reduce((sum, gap) => sum + framesOf(gap.before), 0)).toBe(framesOf(left));
      expect(shared + gaps.reduce((sum, gap) => sum + framesOf(gap.after), 0)).toBe(framesOf(right));
      for (const [at, run] of runs.entries()) {
        const last = runs[at - 1];
        expect(run.beforeStart).toBeGreaterThanOrEqual(last ? last.beforeStart + last.frames : 0);
        expect(run.afterStart).toBeGreaterThanOrEqual(last ? last.afterStart + last.frames : 0);
      }
      if (before === after && before !== '') expect(gaps).toEqual([]);
    }),
  );
});
