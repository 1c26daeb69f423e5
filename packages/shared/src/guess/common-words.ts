import type { Token } from './clean-name.ts';
import { guessType } from './guess-type.ts';

/**
 * How many tokens at the start and at the end all names share (the song's name, the band's), so that they say nothing
 * of the single stem. A word that names an instrument stays, and so does a name's last word.
 */
export function countCommonTokens(names: readonly (readonly Token[])[]): { start: number; end: number } {
  if (names.length < 2) return { start: 0, end: 0 };
  const shortest = Math.min(...names.map((name) => name.length));
  const start = countEqual(names, (name, i) => name[i], shortest - 1);
  const end = countEqual(names, (name, i) => name[name.length - 1 - i], shortest - 1 - start);
  return { start, end };
}

function countEqual(
  names: readonly (readonly Token[])[],
  pick: (name: readonly Token[], index: number) => Token | undefined,
  limit: number,
): number {
  let count = 0;
  while (count < limit) {
    const text = pick(names[0]!, count)!.text;
    const isShared = names.every((name) => pick(name, count)!.text.toLowerCase() === text.toLowerCase());
    if (!isShared || guessType([text]) !== null) break;
    count++;
  }
  return count;
}
