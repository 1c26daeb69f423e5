import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { analyzeAudio } from './analyze-audio.ts';
import { bytesSource } from './byte-source.ts';
import { openAudio } from './open-audio.ts';
import { createRandom, synthesise, type WavOptions, writeWav } from './testing/index.ts';

const has = (tool: string, args: string[]) => !spawnSync(tool, args).error;
const hasFfmpeg = has('ffmpeg', ['-version']);
const hasFlac = has('flac', ['--version']);
if (!hasFfmpeg) console.log('ffmpeg is not installed: not compared with it');
if (!hasFlac) console.log('flac is not installed: not compared with it');

const folder = mkdtempSync(join(tmpdir(), 'beatflow-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function generate(channels: number, rate: number, seconds: number, at: (time: number, channel: number) => number) {
  return Array.from({ length: channels }, (_, channel) =>
    Float64Array.from({ length: rate * seconds }, (__, i) => {
      // Faded in and out: at a hard edge, a resampler's answer depends on what it imagines beyond.
      const fade = Math.min(1, i / 500, (rate * seconds - i) / 500);
      return fade * at(i / rate, channel);
    }),
  );
}

const tone = (hertz: number, time: number, phase = 0) => Math.sin(2 * Math.PI * hertz * time + phase);
const random = createRandom(5);

const sounds: [string, Float64Array[], WavOptions][] = [
  [
    'mono, 16 bits, 44.1 kHz',
    synthesise({ frames: 220_500, sampleRate: 44_100, channels: 1 }),
    { bitDepth: 16, sampleRate: 44_100 },
  ],
  ['stereo, 24 bits, 48 kHz', synthesise({ frames: 240_000 }), { bitDepth: 24 }],
  [
    'stereo, float, 96 kHz',
    synthesise({ frames: 480_000, sampleRate: 96_000 }),
    { bitDepth: 32, sampleFormat: 'float', sampleRate: 96_000 },
  ],
  ['quiet', synthesise({ frames: 240_000, peak: 0.003 }), { bitDepth: 24 }],
  ['loud, over full scale', synthesise({ frames: 240_000, peak: 4 }), { bitDepth: 32, sampleFormat: 'float' }],
  [
    'peaks between samples',
    generate(2, 48_000, 3, (time, c) => 0.9 * tone(c ? 9000 : 12_000, time, Math.PI / 4)),
    { bitDepth: 24 },
  ],
  [
    'near the highest frequency',
    generate(1, 44_100, 3, (time) => 0.7 * tone(21_000, time, 0.3)),
    { bitDepth: 24, sampleRate: 44_100 },
  ],
  ['white noise', generate(2, 48_000, 3, () => 0.9 * (random() * 2 - 1)), { bitDepth: 32, sampleFormat: 'float' }],
  [
    'a square wave',
    generate(1, 44_100, 3, (time) => 0.7 * Math.sign(tone(333, time))),
    { bitDepth: 16, sampleRate: 44_100 },
  ],
  ['192 kHz', synthesise({ frames: 400_000, sampleRate: 192_000 }), { bitDepth: 24, sampleRate: 192_000 }],
  ['5.1', generate(6, 48_000, 3, (time, c) => 0.2 * tone(200 + 90 * c, time)), { bitDepth: 24, extensibleMask: 0x3f }],
];

describe.runIf(hasFfmpeg)('loudness and true peak agree with ffmpeg', () => {
  test.each(sounds)('%s', async (name, planes, options) => {
    const bytes = writeWav(planes, options);
    const path = write(`${name}.wav`, bytes);
    const { integratedLufs, truePeakDbtp } = await analyzeAudio(bytesSource(bytes));
    const report = spawnSync('ffmpeg', ['-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'], {
      encoding: 'utf8',
    }).stderr;
    const summary = report.slice(report.lastIndexOf('Summary:'));
    const theirLufs = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)![1]);
    const theirPeak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)![1]);
    expect(Math.abs(integratedLufs! - theirLufs)).toBeLessThan(0.1);
    expect(Math.abs(truePeakDbtp! - theirPeak)).toBeLessThan(0.2);
  });
});

describe.runIf(hasFlac)('FLAC is decoded exactly', () => {
  const noise = generate(2, 48_000, 1, () => random() * 2 - 1);
  const cases: [string, Float64Array[], WavOptions, string[]][] = [
    ['8 bits', synthesise({ frames: 50_000 }), { bitDepth: 8 }, []],
    ['16 bits', synthesise({ frames: 50_000 }), { bitDepth: 16 }, []],
    ['20 bits', synthesise({ frames: 50_000 }), { bitDepth: 20, extensibleMask: 3 }, []],
    ['24 bits', synthesise({ frames: 50_000 }), { bitDepth: 24, extensibleMask: 3 }, ['--best']],
    ['24 bits, fixed predictors', synthesise({ frames: 50_000 }), { bitDepth: 24, extensibleMask: 3 }, ['-l', '0']],
    ['24 bits of noise', noise, { bitDepth: 24, extensibleMask: 3 }, []],
    [
      '24 bits, of which 8 are used',
      noise.map((plane) => plane.map((x) => Math.round(x * 100) / 128)),
      { bitDepth: 24, extensibleMask: 3 },
      [],
    ],
    [
      '24 bits, eight channels',
      synthesise({ frames: 20_000, channels: 8 }),
      { bitDepth: 24, extensibleMask: 0x63f },
      [],
    ],
    ['16 bits, odd block size', synthesise({ frames: 5003 }), { bitDepth: 16 }, ['--blocksize=577']],
    ['32 bits', synthesise({ frames: 50_000, peak: 1 }), { bitDepth: 32, extensibleMask: 3 }, []],
  ];

  test.each(cases)('%s', async (name, planes, options, flags) => {
    const wav = writeWav(planes, options);
    const [path, flac] = [write(`${name}.wav`, wav), join(folder, `${name}.flac`)];
    const encoded = spawnSync('flac', ['--silent', '--force', ...flags, path, '-o', flac], { encoding: 'utf8' });
    // Versions before 1.4 know no 32 bits.
    if (encoded.status !== 0 && options.bitDepth === 32) return;
    expect(encoded.status, encoded.stderr).toBe(0);
    const decoded = join(folder, `${name}.decoded.wav`);
    execFileSync('flac', ['--silent', '--decode', '--force', flac, '-o', decoded]);
    const [ours, theirs] = await Promise.all(
      [flac, decoded].map((file) => analyzeAudio(bytesSource(new Uint8Array(readFileSync(file))))),
    );
    expect(ours!.pcmDigest).toBe(theirs!.pcmDigest);
    expect(ours!.pcmDigest).toBe((await analyzeAudio(bytesSource(wav))).pcmDigest);
    expect(ours!.facts.frames).toBe(planes[0]!.length);
  });
});

describe.runIf(hasFfmpeg)('lossy formats are decoded as ffmpeg does', () => {
  const cases: [string, string[], number][] = [
    ['m4a', ['-c:a', 'aac', '-b:a', '96k', '-aac_pns', '0'], 1e-6],
    ['mp3', ['-c:a', 'libmp3lame', '-b:a', '96k'], 1e-4],
    ['ogg', ['-c:a', 'libvorbis', '-q:a', '3'], 1e-5],
    // Two versions of libopus round differently.
    ['opus', ['-c:a', 'libopus', '-b:a', '96k'], 1e-3],
  ];

  test.each(
    cases
      .flatMap((entry) => [1, 2, 6].map((channels) => [...entry, channels] as const))
      .filter(([format, , , channels]) => format !== 'mp3' || channels < 3),
  )('%s %s, tolerance %f, %i channels', async (format, encoding, tolerance, channels) => {
    const sound = generate(channels, 48_000, 2, (time, c) => {
      // Bursts make encoders switch to short windows.
      const burst = time % 0.4 < 0.02 ? 0.5 * (random() - 0.5) : 0;
      return 0.4 * tone(220 * (c + 1), time) * (time % 0.6 < 0.4 ? 1 : 0.01) + burst;
    });
    const wav = write(
      `lossy-${channels}.wav`,
      writeWav(sound, { bitDepth: 24, extensibleMask: [0, 4, 3, 7, 0x33, 0x37, 0x3f][channels]! }),
    );
    const path = join(folder, `lossy-${channels}.${format}`);
    const encoded = spawnSync('ffmpeg', ['-y', '-v', 'error', '-i', wav, ...encoding, path], { encoding: 'utf8' });
    if (/Unknown encoder/.test(encoded.stderr)) return;
    // FFmpeg's own decoder of Opus is another implementation, and differs at low rates.
    const decoder = format === 'opus' ? ['-c:a', 'libopus'] : [];
    const theirs = execFileSync('ffmpeg', ['-v', 'error', ...decoder, '-i', path, '-f', 'f32le', '-'], {
      maxBuffer: 1e9,
    });
    const reader = await openAudio(bytesSource(new Uint8Array(readFileSync(path))));
    let at = 0;
    let worst = 0;
    for await (const { bytes } of reader.blocks()) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < bytes.length; i += 4) {
        worst = Math.max(worst, Math.abs(view.getFloat32(i, true) - theirs.readFloatLE(at + i)));
      }
      at += bytes.length;
    }
    expect(reader.facts.frames).toBe(96_000);
    expect(at).toBe(96_000 * channels * 4);
    expect(worst).toBeLessThan(tolerance);
  });
});
