import { createHash } from 'node:crypto';
import { PcmMeter } from '@beatflow/audio';
import { commitMessage, keySignature, repositoryName } from '@beatflow/shared';
import { beforeAll, describe, expect, it } from 'vitest';
import { mixDown } from '../dsp/mixdown.ts';
import { dbToGain, peakOf, type Sound } from '../dsp/sound.ts';
import { encodeWav } from '../dsp/wav.ts';
import { fillRegion, nightDrive } from './night-drive/night-drive.ts';
import { guitarRegion, paperLanterns } from './paper-lanterns/paper-lanterns.ts';
import type { Chapter, Song } from './song.ts';

const RATE = 48_000;

/** Integrated loudness of a stereo or mono sound, as the server measures it. */
function loudnessOf(sound: Sound): number {
  const frames = sound[0]!.length;
  const facts = {
    format: 'wav',
    codec: 'pcm',
    sampleRate: RATE,
    channels: sound.length,
    bitDepth: 24,
    sampleFormat: 'int',
    frames,
    duration: frames / RATE,
  } as const;
  const meter = new PcmMeter(facts, null);
  meter.push(encodeWav(sound).subarray(44), frames);
  return meter.finish().integratedLufs ?? Number.NEGATIVE_INFINITY;
}

function digestOf(sound: Sound): string {
  return createHash('sha256').update(encodeWav(sound)).digest('hex');
}

describe.each([
  { song: nightDrive, punch: ['drums', 'drums-fill', fillRegion], move: ['voice', 'voice-earlier', -1680] },
  { song: paperLanterns, punch: ['guitar', 'guitar-mended', guitarRegion], move: ['drums', 'drums-laid-back', 576] },
] as const)('“$song.title”', ({ song, punch, move }) => {
  const takes = new Map<string, Sound>();
  const take = (name: string) => takes.get(name)!;

  beforeAll(() => {
    for (const [name, play] of Object.entries(song.takes)) takes.set(name, play());
  }, 300_000);

  it('tells a story of at least six versions, by two people, of four to six stems', () => {
    expect(song.chapters.length).toBeGreaterThanOrEqual(6);
    expect(new Set(song.chapters.map(({ author }) => author)).size).toBe(2);
    for (const { stems } of song.chapters) {
      expect(stems.length).toBeGreaterThanOrEqual(4);
      expect(stems.length).toBeLessThanOrEqual(6);
    }
  });

  it('has in its story a new melody, a removed stem and a voice', () => {
    const names = ({ stems }: Chapter) => stems.map(({ name }) => name);
    const pairs = song.chapters.slice(1).map((after, index) => ({ before: song.chapters[index]!, after }));
    expect(pairs.some(({ before, after }) => names(before).some((name) => !names(after).includes(name)))).toBe(true);
    expect(song.chapters.at(-1)!.stems.some(({ stemType }) => stemType === 'vocals')).toBe(true);
    const melodies = song.chapters.flatMap(({ stems }) => stems.filter(({ stemType }) => stemType === 'melody'));
    expect(new Set(melodies.map((stem) => stem.take)).size).toBeGreaterThanOrEqual(2);
  });

  it('speaks the words of the contract, and names only takes that can be played', () => {
    expect(repositoryName.parse(song.repositoryName)).toBe(song.repositoryName);
    for (const { message, keySignature: key, stems } of song.chapters) {
      expect(commitMessage.parse(message)).toBe(message);
      if (key) expect(keySignature.parse(key)).toBe(key);
      for (const stem of stems) expect(song.takes).toHaveProperty(stem.take);
    }
    expect(new Set(song.chapters.map(({ message }) => message)).size).toBe(song.chapters.length);
  });

  it('is at least a minute long, in every take as long', () => {
    const lengths = new Set([...takes.values()].map((sound) => sound[0]!.length));
    expect(lengths.size).toBe(1);
    expect([...lengths][0]! / RATE).toBeGreaterThanOrEqual(60);
  });

  it('has no value that is not a number, and no peak above −1 dBFS', () => {
    for (const [name, sound] of takes) {
      expect(
        sound.every((channel) => channel.every(Number.isFinite)),
        name,
      ).toBe(true);
      expect(peakOf(sound), name).toBeLessThan(dbToGain(-1));
      expect(peakOf(sound), name).toBeGreaterThan(dbToGain(-30));
    }
  });

  it('sounds the same when it is played again, to the last bit', () => {
    const again = Object.keys(song.takes).find((name) => song.chapters.at(-1)!.stems[0]!.take === name)!;
    expect(digestOf(song.takes[again]!())).toBe(digestOf(take(again)));
  }, 60_000);

  it('never clips when its stems are added up, and ends up as loud as a song should', () => {
    for (const chapter of song.chapters) {
      expect(peakOf(mixOf(chapter)), chapter.message).toBeLessThan(1);
    }
    const loudness = loudnessOf(mixOf(song.chapters.at(-1)!));
    expect(loudness).toBeGreaterThan(-18);
    expect(loudness).toBeLessThan(-14);
  }, 60_000);

  it('was punched into: only the region differs', () => {
    const [before, after, { startFrame, endFrame }] = punch;
    const differing = changedFrames(take(before), take(after));
    expect(differing.first).toBeGreaterThanOrEqual(startFrame);
    expect(differing.last).toBeLessThan(endFrame);
    expect(differing.count).toBeGreaterThan(RATE / 2);
  });

  it('got a louder bass: the same take, 2 dB up', () => {
    const gain = dbToGain(2);
    const [bass, louder] = [take('bass')[0]!, take('bass-louder')[0]!];
    expect(louder.every((value, frame) => Math.abs(value - bass[frame]! * gain) <= 0.5001 / 2 ** 23)).toBe(true);
  });

  it('had a take moved: the same frames elsewhere', () => {
    const [before, after, shift] = move;
    const [from, to] = [Math.max(0, -shift), Math.max(0, shift)];
    const length = take(before)[0]!.length - Math.abs(shift);
    const moved = Buffer.from(take(after)[0]!.slice(to, to + length).buffer);
    expect(moved.equals(Buffer.from(take(before)[0]!.slice(from, from + length).buffer))).toBe(true);
  });

  function mixOf({ stems }: Song['chapters'][number]): Sound {
    return mixDown(stems.map((stem) => ({ ...stem, sound: take(stem.take) })));
  }
});

function changedFrames(before: Sound, after: Sound): { first: number; last: number; count: number } {
  const changed = { first: Number.POSITIVE_INFINITY, last: -1, count: 0 };
  for (let frame = 0; frame < before[0]!.length; frame++) {
    if (before.every((channel, index) => channel[frame] === after[index]![frame])) continue;
    changed.first = Math.min(changed.first, frame);
    changed.last = frame;
    changed.count++;
  }
  return changed;
}
