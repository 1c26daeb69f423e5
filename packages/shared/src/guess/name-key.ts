import { joinTokens, nameTokens } from './clean-name.ts';

/** What two names of the same stem have in common: no case, no separators, no version. */
export function nameKey(name: string): string {
  const text = joinTokens(nameTokens(name)).toLowerCase();
  return text.replace(/[^\p{L}\p{N}]/gu, '') || text;
}

/** How much two names are alike, 0–1: shared words, counted against the longer name, or few letters of difference. */
export function nameSimilarity(a: string, b: string): number {
  const [keyA, keyB] = [nameKey(a), nameKey(b)];
  if (keyA === keyB) return 1;
  const [wordsA, wordsB] = [wordSet(a), wordSet(b)];
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  const byWords = shared / Math.max(wordsA.size, wordsB.size);
  const byContent = shared > 0 && shared === Math.min(wordsA.size, wordsB.size) ? Math.max(byWords, 0.6) : byWords;
  const longest = Math.max(keyA.length, keyB.length);
  const byLetters = hasSameNumbers(keyA, keyB) ? 1 - editDistance(keyA, keyB) / longest : 0;
  return Math.max(byContent, byLetters);
}

function wordSet(name: string): Set<string> {
  const text = joinTokens(nameTokens(name)).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
}

/** "Gtr 1" and "Gtr 2" differ by one letter only, and are two stems. */
function hasSameNumbers(a: string, b: string): boolean {
  return a.replace(/\D+/g, ' ').trim() === b.replace(/\D+/g, ' ').trim();
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
