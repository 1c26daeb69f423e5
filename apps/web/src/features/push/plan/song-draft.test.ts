import { expect, it } from 'vitest';
import { readDraft, startDraft } from './song-draft.ts';

it('reads tempo and key as people write them', () => {
  expect(readDraft({ message: ' louder ', bpm: '127,5', keySignature: 'f# minor' })).toEqual({
    values: { message: 'louder', bpm: 127.5, keySignature: 'F#m' },
    errors: {},
  });
  expect(readDraft(startDraft({ bpm: null, keySignature: null })).values).toEqual({
    message: '',
    bpm: null,
    keySignature: null,
  });
});

it('says per field what is wrong', () => {
  expect(readDraft({ message: 'x'.repeat(501), bpm: 'fast', keySignature: 'H' }).errors).toEqual({
    message: 'A message has at most 500 characters; this has 501.',
    bpm: 'A tempo is a number of beats per minute.',
    keySignature: 'A key is written like C, F#m or Bb.',
  });
  expect(readDraft({ message: '', bpm: '12', keySignature: '' }).errors.bpm).toBe(
    'A tempo is at least 20 beats per minute.',
  );
});
