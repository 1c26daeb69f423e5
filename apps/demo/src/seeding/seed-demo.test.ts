import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../api/src/testing/test-app.ts';
import { quantise } from '../dsp/quantise.ts';
import { Random } from '../dsp/random.ts';
import type { Sound } from '../dsp/sound.ts';
import type { Song } from '../songs/song.ts';
import { enter } from './enter.ts';
import { seedDemo } from './seed-demo.ts';

// The real songs are tested for their sound; here it is the seeder that counts, and a short noise does as well.
function playNoise(seed: string): Sound {
  const random = new Random(seed);
  const noise = [Float32Array.from({ length: 9600 }, () => random.bipolar() * 0.1)];
  quantise(noise, seed);
  return noise;
}

let app: TestApp;
let played: string[] = [];
let band = 0;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

function makeSong(name: string): Song {
  const take = (key: string) => () => {
    played.push(key);
    return playNoise(`${name}/${key}`);
  };
  const drums = { name: 'Drums', stemType: 'drums', take: 'drums' } as const;
  const bass = { name: 'Bass', stemType: 'bass', take: 'bass' } as const;
  return {
    repositoryName: name,
    title: name,
    description: 'Two short noises.',
    genre: 'Noise',
    chapters: [
      { author: 'demo', message: 'Sketch', stems: [drums] },
      { author: 'demo-friend', message: 'Bass', bpm: 100, keySignature: 'Am', stems: [drums, bass] },
      { author: 'demo', message: 'Other drums', bpm: 100, stems: [{ ...drums, take: 'drums-2', gainDb: -2 }, bass] },
    ],
    takes: { drums: take('drums'), bass: take('bass'), 'drums-2': take('drums-2') },
  };
}

function newBand() {
  played = [];
  return { username: `band${band++}`, password: 'a password for everybody' };
}

async function seed(credentials: { username: string; password: string }, songs: readonly Song[]): Promise<string[]> {
  const lines: string[] = [];
  await seedDemo({ url: app.url, credentials, songs, log: (line) => lines.push(line) });
  return lines;
}

async function readSong({ username, password }: { username: string; password: string }, name: string) {
  const { api } = await enter(app.url, { username, password });
  const repository = await api.repository.get.query({ owner: username, name });
  const { items } = await api.commit.list.query({ repositoryId: repository.id });
  return { api, repository, versions: items.reverse() };
}

describe('the seeder', () => {
  it('makes public songs whose versions two people made', async () => {
    const credentials = newBand();
    const lines = await seed(credentials, [makeSong('one'), makeSong('two')]);
    expect(lines).toContain('Demo: “one” is ready.');
    const { api, repository, versions } = await readSong(credentials, 'two');
    expect(repository.isPublic).toBe(true);
    expect(versions.map(({ message, authorName }) => [message, authorName])).toEqual([
      ['Sketch', credentials.username],
      ['Bass', `${credentials.username}-friend`],
      ['Other drums', credentials.username],
    ]);
    const head = await api.commit.get.query({ repositoryId: repository.id, ref: versions[2]!.id });
    expect(head.stems.map(({ name, gainDb, audio }) => [name, gainDb, audio.bitDepth, audio.sampleRate])).toEqual([
      ['Drums', -2, 24, 48_000],
      ['Bass', 0, 24, 48_000],
    ]);
    expect(versions[1]).toMatchObject({ bpm: 100, keySignature: 'Am' });
  });

  it('does nothing when it runs again', async () => {
    const credentials = newBand();
    await seed(credentials, [makeSong('one')]);
    played = [];
    expect(await seed(credentials, [makeSong('one')])).toEqual(['Demo: everything is there.']);
    expect(played).toEqual([]);
    expect((await readSong(credentials, 'one')).versions).toHaveLength(3);
  });

  it.each([0, 1, 2])('goes on where it was stopped: while take %i was being played', async (index) => {
    const credentials = newBand();
    const song = makeSong('one');
    const broken = ['drums', 'bass', 'drums-2'][index]!;
    const stop = () => {
      throw new Error('stopped');
    };
    await expect(seed(credentials, [{ ...song, takes: { ...song.takes, [broken]: stop } }])).rejects.toThrow('stopped');
    played = [];
    await seed(credentials, [song]);
    expect(played).toEqual(['drums', 'bass', 'drums-2'].slice(index));
    expect((await readSong(credentials, 'one')).versions).toHaveLength(3);
  });

  it('never brings back a song that somebody deleted', async () => {
    const credentials = newBand();
    await seed(credentials, [makeSong('one')]);
    const { api, repository } = await readSong(credentials, 'one');
    await api.repository.delete.mutate({ repositoryId: repository.id, confirmName: 'one' });
    await seed(credentials, [makeSong('one'), makeSong('two')]);
    await expect(readSong(credentials, 'one')).rejects.toThrow();
    expect((await readSong(credentials, 'two')).versions).toHaveLength(3);
  });

  it('leaves a song alone that was deleted before it was complete', async () => {
    const credentials = newBand();
    const song = makeSong('one');
    const stop = () => {
      throw new Error('stopped');
    };
    await expect(seed(credentials, [{ ...song, takes: { ...song.takes, bass: stop } }])).rejects.toThrow('stopped');
    const { api, repository } = await readSong(credentials, 'one');
    await api.repository.delete.mutate({ repositoryId: repository.id, confirmName: 'one' });
    expect(await seed(credentials, [song])).toEqual(['Demo: “one” was deleted, so it stays away.']);
  });

  it('leaves a song alone that somebody else works on', async () => {
    const credentials = newBand();
    const song = makeSong('one');
    await seed(credentials, [{ ...song, chapters: [{ ...song.chapters[0]!, message: 'My own start' }] }]);
    const other = makeSong('other');
    const mine = { ...other, chapters: [{ ...other.chapters[0]!, message: 'My own start' }] };
    const stop = () => {
      throw new Error('stopped');
    };
    const second = {
      author: 'demo',
      message: 'More',
      stems: [{ name: 'Bass', stemType: 'bass', take: 'bass' }],
    } as const;
    const unfinished = { ...mine, chapters: [...mine.chapters, second], takes: { ...mine.takes, bass: stop } };
    await expect(seed(credentials, [unfinished])).rejects.toThrow('stopped');
    expect(await seed(credentials, [other])).toEqual(['Demo: somebody works on “other”, so it stays as it is.']);
    expect((await readSong(credentials, 'other')).versions).toHaveLength(1);
  });

  it('makes no version twice when several seeders run at once', async () => {
    const credentials = newBand();
    await Promise.all(Array.from({ length: 5 }, () => seed(credentials, [makeSong('one')])));
    expect((await readSong(credentials, 'one')).versions.map(({ message }) => message)).toEqual([
      'Sketch',
      'Bass',
      'Other drums',
    ]);
  });

  it('says in one sentence that the name belongs to somebody else', async () => {
    const credentials = newBand();
    await enter(app.url, { ...credentials, password: 'a password of my own' });
    await expect(seed(credentials, [makeSong('one')])).rejects.toThrow(
      `There is a user “${credentials.username}” with a password of their own, so the demo leaves that account alone.`,
    );
  });
});
