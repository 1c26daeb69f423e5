import { expect, test } from 'vitest';
import { fileNameOfStem, toFileName } from './file-name.ts';

const wav = { format: 'wav', codec: 'pcm-s24' } as const;

test.each([
  ['Drums', 'Drums.wav'],
  ['Drums.wav', 'Drums.wav'],
  ['Drums.WAV', 'Drums.WAV'],
  ['Drums v1.2', 'Drums v1.2.wav'],
  ['Drums.flac', 'Drums.flac.wav'],
  ['.wav', 'wav.wav'],
  ['../../etc/passwd', '_.._etc_passwd.wav'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.wav'],
  ['x\r\nSet-Cookie: a=b', 'x__Set-Cookie_ a=b.wav'],
  ['  …  ', '….wav'],
  ['...', 'untitled.wav'],
  ['CON', 'CON_.wav'],
  ['e\u0301', 'é.wav'],
])('a stem called %j is a file called %s', (name, file) => {
  expect(fileNameOfStem(name, wav)).toBe(file);
});

test('an Opus file is called .opus, a Vorbis file .ogg', () => {
  expect(fileNameOfStem('Pad', { format: 'ogg', codec: 'opus' })).toBe('Pad.opus');
  expect(fileNameOfStem('Pad', { format: 'ogg', codec: 'vorbis' })).toBe('Pad.ogg');
});

test('a long name keeps whole letters and fits every file system', () => {
  const name = toFileName('🎸'.repeat(255));
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name).toBe('🎸'.repeat(50));
});
