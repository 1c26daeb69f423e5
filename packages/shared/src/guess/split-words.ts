import { findMeaning } from './stem-vocabulary.ts';

/** Splits one token of a file name into the words that it is glued from: `LeadVox`, `OHLeft`, `subbass`. */
export function splitWords(token: string): string[] {
  if (findMeaning(token)) return [token];
  const humps = token
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .split(' ');
  return humps.flatMap((hump) => (findMeaning(hump) ? [hump] : splitGlued(hump)));
}

function splitGlued(word: string): string[] {
  for (let at = 3; at <= word.length - 3; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (findMeaning(head) && findMeaning(tail)) return [head, tail];
  }
  return [word];
}
