import { createRandom } from '@beatflow/audio/testing';
import { nightDrive } from '../../apps/demo/src/songs/night-drive/night-drive.ts';
import { paperLanterns } from '../../apps/demo/src/songs/paper-lanterns/paper-lanterns.ts';
import { Stem, type StemFormat } from './stem.ts';

/** A song as a folder of stems. */
export interface BenchSong {
  name: string;
  format: StemFormat;
  takes: readonly BenchTake[];
}

interface BenchTake {
  name: string;
  play: () => readonly Float32Array[];
  /** Of the microphone and its amplifier, in decibels; synthesisers have none. */
  noiseDb?: number;
  /** Played faster or slower, like another song. */
  speed?: number;
}

const night = nightDrive.takes;
const paper = paperLanterns.takes;
const take = (takes: typeof night, name: string) => {
  const play = takes[name];
  if (!play) throw new Error(`The demo has no take named ${name}: it has ${Object.keys(takes).join(', ')}.`);
  return play;
};

/** Three songs in three formats, made of what the demo's instruments play. */
export const songs: readonly BenchSong[] = [
  {
    name: 'night-drive',
    format: { sampleRate: 48_000, bitDepth: 24, isFloat: false },
    takes: [
      { name: 'drums', play: take(night, 'drums'), noiseDb: -88 },
      { name: 'bass', play: take(night, 'bass') },
      { name: 'chords', play: take(night, 'chords') },
      { name: 'lead', play: take(night, 'lead') },
      { name: 'voice', play: take(night, 'voice'), noiseDb: -76 },
    ],
  },
  {
    name: 'paper-lanterns',
    format: { sampleRate: 44_100, bitDepth: 16, isFloat: false },
    takes: [
      { name: 'drums', play: take(paper, 'drums'), noiseDb: -80 },
      { name: 'bass', play: take(paper, 'bass'), noiseDb: -84 },
      { name: 'keys', play: take(paper, 'keys') },
      { name: 'guitar', play: take(paper, 'guitar'), noiseDb: -78 },
      { name: 'humming', play: take(paper, 'humming'), noiseDb: -74 },
    ],
  },
  {
    name: 'in-between',
    format: { sampleRate: 48_000, bitDepth: 32, isFloat: true },
    takes: [
      { name: 'drums', play: take(night, 'drums-fill'), noiseDb: -86, speed: 0.9 },
      { name: 'bass', play: take(paper, 'bass'), speed: 1.12 },
      { name: 'arp', play: take(night, 'arp'), speed: 0.95 },
      { name: 'guitar', play: take(paper, 'guitar'), noiseDb: -80, speed: 1.07 },
      { name: 'voice', play: take(night, 'voice'), noiseDb: -75, speed: 0.93 },
    ],
  },
];

/** How long a song is in full, and what the places of edits count in. */
export const fullSeconds = 180;

/** Plays a take for so long: again and again, never twice the same, with the noise of its room. */
export function perform(song: BenchSong, place: number, seconds: number): Stem {
  const { play, noiseDb, speed = 1 } = song.takes[place]!;
  const seed = songs.indexOf(song) * 100 + place + 1;
  const random = createRandom(seed);
  const noise = noiseDb === undefined ? 0 : 10 ** (noiseDb / 20) * 2;
  const { sampleRate } = song.format;
  const planes = play().map((source) => {
    const drift = 1 + random();
    return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
      const at = (i * speed) % (source.length - 1);
      const before = Math.floor(at);
      const sound = source[before]! + (source[before + 1]! - source[before]!) * (at - before);
      // A performance breathes: each repetition is louder and softer in other places.
      const gain = 0.8 + 0.12 * Math.sin((i / sampleRate) * 0.11 * drift + seed);
      return sound * gain + (noise && noise * (random() + random() - 1));
    });
  });
  return new Stem(song.format, planes, { seed, secondFrames: (sampleRate * seconds) / fullSeconds });
}
