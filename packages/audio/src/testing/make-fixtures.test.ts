import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import { type CompressedFixture, compressedFixtures, fixtureUrl } from './fixtures.ts';
import { synthesise } from './synthesise.ts';
import { writeWav } from './write-wav.ts';

const encoders: Record<CompressedFixture['file'], (wav: string, out: string) => [string, string[]]> = {
  'song-24.flac': (wav, out) => ['flac', ['--silent', '--force', '--best', wav, '-o', out]],
  'song.mp3': (wav, out) => ['lame', ['--quiet', '-b', '128', wav, out]],
  'song.ogg': (wav, out) => ['oggenc', ['-Q', '--serial', '1', '-q', '3', wav, '-o', out]],
  'song.opus': (wav, out) => ['opusenc', ['--quiet', '--serial', '1', '--bitrate', '96', wav, out]],
  'song.m4a': (wav, out) => [
    'ffmpeg',
    [
      '-y',
      '-v',
      'error',
      '-i',
      wav,
      '-c:a',
      'aac',
      '-b:a',
      '128k',
      '-aac_pns',
      '0',
      '-fflags',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      out,
    ],
  ],
};

// Not a promise, but how the fixtures are made again: MAKE_FIXTURES=1 with flac, lame, oggenc, opusenc and ffmpeg installed.
test.runIf(process.env.MAKE_FIXTURES)('the fixtures are made from synthesised sound', () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatflow-fixtures-'));
  for (const { file, sampleRate, channels, frames } of compressedFixtures) {
    const wav = join(folder, 'song.wav');
    const bitDepth = file === 'song-24.flac' ? 24 : 16;
    writeFileSync(wav, writeWav(synthesise({ frames, sampleRate, channels }), { bitDepth, sampleRate }));
    const [command, args] = encoders[file](wav, fileURLToPath(fixtureUrl(file)));
    execFileSync(command, args);
  }
  rmSync(folder, { recursive: true });
});
