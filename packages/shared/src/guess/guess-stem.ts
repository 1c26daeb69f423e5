import type { StemType } from '../stem-type.ts';
import { baseName, joinTokens, nameTokens, type Token, tokenize } from './clean-name.ts';
import { countCommonTokens } from './common-words.ts';
import { guessType } from './guess-type.ts';

export interface StemGuess {
  stemType: StemType;
  name: string;
}

/** What the name of one file says about the stem in it. `project` is a name (of the song) that files may begin with. */
export function guessStem(path: string, project = ''): StemGuess {
  return toGuess(path, dropProject(nameTokens(path), project));
}

/** The guesses for files that were chosen together: what all their names begin or end with is left out. */
export function guessStems(paths: readonly string[], project = ''): StemGuess[] {
  const names = paths.map((path) => dropProject(nameTokens(path), project));
  const { start, end } = countCommonTokens(names);
  const guesses = names.map((name, i) => toGuess(paths[i]!, name.slice(start, name.length - end)));
  return makeUnique(guesses, paths);
}

function toGuess(path: string, tokens: readonly Token[]): StemGuess {
  const texts = tokens.map(({ text }) => text);
  const folder = path.split(/[\\/]/).slice(0, -1).at(-1);
  const stemType = guessType(texts) ?? (folder ? guessType(tokenize(folder).map(({ text }) => text)) : null) ?? 'other';
  return { stemType, name: joinTokens(tokens).slice(0, 255).trim() || 'Stem' };
}

function dropProject(tokens: Token[], project: string): Token[] {
  const words = tokenize(project).map(({ text }) => text.toLowerCase());
  const joined = words.join('');
  if (joined === '' || tokens.length < 2) return tokens;
  if (tokens[0]!.text.toLowerCase() === joined) return tokens.slice(1);
  const begins = tokens.length > words.length && words.every((word, i) => tokens[i]!.text.toLowerCase() === word);
  return begins ? tokens.slice(words.length) : tokens;
}

/** Where two guesses fell together ("Bass_v1", "Bass_v2"), what was taken away comes back; failing that, a number. */
function makeUnique(guesses: StemGuess[], paths: readonly string[]): StemGuess[] {
  const count = new Map<string, number>();
  for (const { name } of guesses) count.set(name.toLowerCase(), (count.get(name.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return guesses.map((guess, i) => {
    const wanted = count.get(guess.name.toLowerCase()) === 1 ? guess.name : joinTokens(tokenize(baseName(paths[i]!)));
    return { ...guess, name: claimName(wanted || guess.name, taken) };
  });
}

/** The wanted name, or with the first number behind it that is free; takes it. */
function claimName(wanted: string, taken: Set<string>): string {
  let name = wanted.slice(0, 255);
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted.slice(0, 250)} ${number}`;
  taken.add(name.toLowerCase());
  return name;
}
