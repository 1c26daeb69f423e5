import { expect, it } from 'vitest';
import { guessSong } from './guess-song.ts';
import { nameKey, nameSimilarity } from './name-key.ts';

it('reads tempo and key that file names agree on', () => {
  expect(guessSong(['Kick_127.5bpm.wav', 'Bass Am 127.5 BPM.wav', 'Vox.wav'])).toEqual({
    bpm: 127.5,
    keySignature: 'Am',
  });
  expect(guessSong(['Pad_Bb major.wav', 'Keys_Bbmaj.wav']).keySignature).toBe('Bb');
});

it('says nothing where names contradict or a tempo is out of range', () => {
  expect(guessSong(['Kick 120bpm.wav', 'Bass 121bpm.wav'])).toEqual({ bpm: null, keySignature: null });
  expect(guessSong(['Kick bpm10.wav'])).toEqual({ bpm: null, keySignature: null });
});

it('sees one name behind case, separators and versions', () => {
  expect(nameKey('03_Lead-Vox_v7.wav')).toBe(nameKey('LeadVox'));
  expect(nameSimilarity('Lead Vocal', 'LeadVocals')).toBeGreaterThan(0.8);
  expect(nameSimilarity('MySong LeadVox', 'LeadVox')).toBeGreaterThanOrEqual(0.6);
});

it('keeps numbered stems apart', () => {
  expect(nameSimilarity('Gtr 1', 'Gtr 2')).toBeLessThan(0.6);
});
