import { describe, expect, it } from 'vitest';
import { commitCreate } from './commit.ts';
import { stemName } from './stem.ts';

const repositoryId = '0f8b2c3e-6a51-4a3e-9d53-0c1f5a1b2c3d';
const stem = (name: string) => ({ name, stemType: 'bass', audioDigest: 'a'.repeat(64) });
const commit = (rest: object) => ({ repositoryId, branch: 'main', expectedHead: null, stems: [stem('Bass')], ...rest });

describe('a new commit', () => {
  it('fills in what a stem leaves out', () => {
    expect(commitCreate.parse(commit({})).stems[0]).toMatchObject({ gainDb: 0, pan: 0, muted: false });
  });

  it('has at most 256 stems', () => {
    const stems = Array.from({ length: 257 }, (_, index) => stem(`Stem ${index}`));
    expect(commitCreate.safeParse(commit({ stems: stems.slice(1) })).success).toBe(true);
    expect(commitCreate.safeParse(commit({ stems })).success).toBe(false);
  });

  it('may not have two stems of one name, ignoring case', () => {
    expect(commitCreate.safeParse(commit({ stems: [stem('Bass'), stem('bass ')] })).success).toBe(false);
  });

  it('has a message of at most 500 characters', () => {
    expect(commitCreate.safeParse(commit({ message: 'm'.repeat(500) })).success).toBe(true);
    expect(commitCreate.safeParse(commit({ message: 'm'.repeat(501) })).success).toBe(false);
  });

  it('writes the key in one way', () => {
    expect(commitCreate.parse(commit({ keySignature: 'f#min' })).keySignature).toBe('F#m');
  });
});

it.each(['', ' ', 'a\nb', 'a\u0000', 'a\u202eb', 'x'.repeat(256)])('%j is no stem name', (name) => {
  expect(stemName.safeParse(name).success).toBe(false);
});

it.each(['Bass', 'Lead Vox (double)', '低音', '👩‍🎤'])('%s is a stem name', (name) => {
  expect(stemName.parse(name)).toBe(name);
});
