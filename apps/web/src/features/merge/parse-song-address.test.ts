import { expect, test } from 'vitest';
import { parseSongAddress } from './parse-song-address.ts';

test.each([
  ['ben/our-song', { owner: 'ben', name: 'our-song' }],
  [' /ben/our-song/ ', { owner: 'ben', name: 'our-song' }],
  ['https://songs.example.org/ben/our-song', { owner: 'ben', name: 'our-song' }],
  ['http://localhost:3000/ben/our-song/commits?ref=idea#top', { owner: 'ben', name: 'our-song' }],
  ['our-song', null],
  ['', null],
  ['https://songs.example.org/', null],
  ['ben/%E0%A4%A', null],
])('“%s” names a song, or none', (text, song) => {
  expect(parseSongAddress(text)).toEqual(song);
});
