import { randomUUID } from 'node:crypto';
import { type StemGuess, stemName, stemType } from '@beatflow/shared';
import { CliError } from '../failure/cli-error.ts';
import type { FolderChanges, StemChange } from '../folder/compute-changes.ts';
import type { KnownStem } from '../folder/known-commit.ts';
import { foldName, readWith } from './read-options.ts';

/** The stems of a version of what the folder holds; `types` and `names` say otherwise than was guessed, by stem or file. */
export function toStems(
  { stems }: FolderChanges,
  types: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): KnownStem[] {
  const used = new Set<string>();
  const pick = (from: ReadonlyMap<string, string>, labels: readonly string[]) => {
    const label = labels.map(foldName).find((key) => from.has(key));
    if (label === undefined) return undefined;
    used.add(label);
    return from.get(label);
  };
  const made = stems.flatMap((change) => {
    if (change.kind === 'missing') return [];
    const guess = guessOf(change);
    const labels = [guess.name, change.file.path, ...(change.kind === 'new' ? [] : [change.stem.content.name])];
    const name = readWith(stemName, pick(names, labels) ?? guess.name, '--name');
    const type = pick(types, [name, ...labels]);
    return toStem(change, {
      name,
      stemType: type === undefined ? guess.stemType : readType(type),
    });
  });
  requireUsed([...types.keys(), ...names.keys()], used);
  requireUnique(made);
  return made;
}

function guessOf(change: Exclude<StemChange, { kind: 'missing' }>): StemGuess {
  if (change.kind === 'new') return change.guess;
  const { name, stemType: type } = change.stem.content;
  return { name: change.kind === 'renamed' ? change.name : name, stemType: type };
}

function toStem(change: Exclude<StemChange, { kind: 'missing' }>, label: StemGuess): KnownStem {
  if (change.kind === 'unchanged' || change.kind === 'renamed') {
    return { ...change.stem, content: { ...change.stem.content, ...label } };
  }
  const { digest: audioDigest, audio } = change.file;
  const fader = { gainDb: 0, pan: 0, muted: false };
  const before = change.kind === 'changed' ? change.stem.content : { ...fader, trackId: randomUUID() };
  const { trackId, gainDb, pan, muted } = before;
  // Generation parameters tell how the audio was made, so that they do not outlive it.
  return {
    content: { trackId, ...label, audioDigest, gainDb, pan, muted, generationParams: null },
    audio,
    stemId: null,
  };
}

function readType(text: string) {
  const { success, data } = stemType.safeParse(text.toLowerCase());
  if (success) return data;
  throw new CliError('usage', `“${text}” is no kind of stem.`, `Choose one of ${stemType.options.join(', ')}.`);
}

function requireUsed(labels: readonly string[], used: ReadonlySet<string>): void {
  const unknown = labels.find((label) => !used.has(label));
  if (unknown !== undefined)
    throw new CliError('notFound', `There is no stem called “${unknown}” here.`, 'Run “beatflow status” to see them.');
}

function requireUnique(stems: readonly KnownStem[]): void {
  const seen = new Set<string>();
  for (const { content } of stems) {
    const key = foldName(content.name);
    if (seen.has(key))
      throw new CliError('usage', `Two stems are called “${content.name}”.`, 'Name one with --name FILE=NAME.');
    seen.add(key);
  }
}
