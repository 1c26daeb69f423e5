import { expect, it } from 'vitest';
import { sortFiles } from './sort-files.ts';

const chosen = (path: string, size = 10, type = '') => ({
  path,
  file: new File([new Uint8Array(size)], path, { type }),
});

it('takes every accepted kind of audio, in the order in which a person would list it', () => {
  const paths = ['10 Vox.wav', '2 Bass.AIFF', 'a.flac', 'b.mp3', 'c.ogg', 'd.opus', 'e.m4a', 'Song/1 Kick.wav'];
  const { audio, skipped } = sortFiles(paths.map((path) => chosen(path)));
  expect(skipped).toEqual([]);
  expect(audio.map(({ path }) => path).slice(0, 2)).toEqual(['2 Bass.AIFF', '10 Vox.wav']);
});

it.each([
  ['.DS_Store', 'a hidden file of the system'],
  ['Song/._Kick.wav', 'a hidden file of the system'],
  ['__MACOSX/Kick.wav', 'a hidden file of the system'],
  ['Song/.cache/Kick.wav', 'a hidden file of the system'],
  ['Thumbs.db', 'a hidden file of the system'],
  ['song.als', 'a project file, not audio'],
  ['old.wma', 'audio of a kind (.wma) that BeatFlow does not read'],
  ['notes.txt', 'not audio'],
  ['README', 'not audio'],
])('skips %s and says why', (path, because) => {
  expect(sortFiles([chosen(path)])).toEqual({ audio: [], skipped: [{ path, because }] });
});

it('skips what is empty or too large', () => {
  expect(sortFiles([chosen('a.wav', 0), chosen('b.wav', 3_000_001)], 3_000_000).skipped.map((s) => s.because)).toEqual(
    ['larger than the 3 MB that this server accepts', 'empty'].toReversed(),
  );
});

it('believes a browser that calls a file without extension audio', () => {
  expect(sortFiles([chosen('Kick', 10, 'audio/wav')]).audio).toHaveLength(1);
});
