import type { StemType } from '../stem-type.ts';
import { splitWords } from './split-words.ts';
import { findMeaning, type WordMeaning } from './stem-vocabulary.ts';

// Two words that together mean something else than their last one.
const phrases: [RegExp, StemType][] = [
  [/\bbass (drum|drm|dr|kick)/, 'drums'],
  [/\bbass (clarinet|flute|trombone|sax|oboe|harmonica)/, 'melody'],
  [/\bvox (organ|continental|amp|ac30)/, 'melody'],
  [/\b(ride|crash|hat|hihat|hi hat|snare|kick|tom) bell\b/, 'drums'],
  [/\b(drum|drums|perc|kick|snare) (synth|machine)\b/, 'drums'],
  [/\b(lead|main) (line|melody)\b/, 'melody'],
];

const joiners = /(?:^|\s)(?:and|n|&|\+)(?:\s|$)/;

/** What kind of stem these tokens of a file name speak of; null when no word is known. */
export function guessType(tokens: readonly string[]): StemType | null {
  const words = tokens.flatMap(splitWords);
  const text = words.join(' ').toLowerCase();
  const phrase = phrases.find(([pattern]) => pattern.test(text));
  if (phrase) return phrase[1];

  const known = words.map(findMeaning).filter((meaning) => meaning !== null);
  const highest = Math.max(...known.map(({ certainty }) => certainty));
  const loudest = known.filter(({ certainty }) => certainty === highest);
  if (loudest.length === 0) return null;
  // "Kick & Bass" is a bounce of both, and neither drums nor bass alone.
  if (joiners.test(text) && new Set(loudest.map(({ stemType }) => stemType)).size > 1) return 'other';
  return isBassInstrument(loudest) ? 'bass' : loudest.at(-1)!.stemType;
}

/** "Bass Gtr" and "Synth Bass" are both the bass, while a "Bass Drum" is what its last word says. */
function isBassInstrument(meanings: WordMeaning[]): boolean {
  const types = new Set(meanings.map(({ stemType }) => stemType));
  return types.has('bass') && [...types].every((type) => type === 'bass' || type === 'melody');
}
