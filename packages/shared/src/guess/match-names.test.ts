import { expect, test } from 'vitest';
import { guessStem } from './guess-stem.ts';
import { matchNames } from './match-names.ts';

const track = (name: string) => ({ ...guessStem(name), name });
const file = (path: string) => ({ path, guess: guessStem(path) });

function match(tracks: string[], files: string[]): Record<string, string> {
  const matched = matchNames(tracks.map(track), files.map(file));
  return Object.fromEntries([...matched].map(([{ name }, { path }]) => [name, path]));
}

test('a file continues the track of its name, whatever its version', () => {
  expect(match(['LeadVox', 'Bass'], ['02_Bass_v9.wav', '03_LeadVox_v8.wav'])).toEqual({
    LeadVox: '03_LeadVox_v8.wav',
    Bass: '02_Bass_v9.wav',
  });
});

test('a file of a similar name and the same type continues a track that nothing else does', () => {
  expect(match(['Lead Vocal', 'Kick'], ['LeadVocals.wav', 'Snare.wav'])).toEqual({ 'Lead Vocal': 'LeadVocals.wav' });
});

test('of two files that could continue one track, the equal name comes first', () => {
  expect(match(['Gtr 1'], ['Gtr 2.wav', 'Gtr 1.wav'])).toEqual({ 'Gtr 1': 'Gtr 1.wav' });
});
