import { describe, expect, it } from 'vitest';
import { keySignature, parseKeySignature } from './key-signature.ts';

describe('a key signature', () => {
  it.each([
    ['C', 'C'],
    ['F# minor', 'F#m'],
    ['f#min', 'F#m'],
    ['Bb major', 'Bb'],
    ['bb', 'Bb'],
    ['b', 'B'],
    ['bm', 'Bm'],
    ['B♭m', 'Bbm'],
    ['C♯ Minor', 'C#m'],
    ['E flat', 'Eb'],
    ['g-sharp minor'.replace('-', ' '), 'G#m'],
    ['CM', 'C'],
    ['Am', 'Am'],
    ['a MIN', 'Am'],
    ['  D maj ', 'D'],
  ])('reads %j as %s', (text, key) => {
    expect(parseKeySignature(text)).toBe(key);
  });

  it.each(['H', 'C##', 'minor', '', 'Am7', 'F#mm', '12', 'C dorian'])('refuses %j', (text) => {
    expect(keySignature.safeParse(text).success).toBe(false);
  });

  it('says how a key is written, however long the text that is none', () => {
    for (const text of ['H', 'no key at all '.repeat(10)]) {
      expect(keySignature.safeParse(text).error?.issues[0]?.message).toBe('A key is written like C, F#m or Bb.');
    }
  });

  it('reads what it wrote', () => {
    for (const letter of 'ABCDEFG')
      for (const sign of ['', '#', 'b'])
        for (const mode of ['', 'm']) expect(parseKeySignature(letter + sign + mode)).toBe(letter + sign + mode);
  });
});
