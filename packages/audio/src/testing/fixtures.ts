/** Small files of the compressed formats, made from synthesised sound; see fixtures/README.md. */
export const compressedFixtures = [
  { file: 'song-24.flac', format: 'flac', codec: 'flac', sampleRate: 48_000, channels: 2, frames: 9_000 },
  { file: 'song.mp3', format: 'mp3', codec: 'mp3', sampleRate: 44_100, channels: 2, frames: 30_000 },
  { file: 'song.ogg', format: 'ogg', codec: 'vorbis', sampleRate: 44_100, channels: 2, frames: 30_000 },
  { file: 'song.opus', format: 'ogg', codec: 'opus', sampleRate: 48_000, channels: 2, frames: 30_000 },
  { file: 'song.m4a', format: 'm4a', codec: 'aac', sampleRate: 44_100, channels: 2, frames: 30_000 },
] as const;

export type CompressedFixture = (typeof compressedFixtures)[number];

/** Where a fixture lies; read it with `readFile`. */
export function fixtureUrl(file: CompressedFixture['file']): URL {
  return new URL(`./fixtures/${file}`, import.meta.url);
}
