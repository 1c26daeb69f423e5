import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realDisk } from './disk.ts';
import { LocalAudioStore, openLocalAudioStore } from './local-audio-store.ts';
import { audioStoreSuite } from './testing/audio-store-suite.ts';

const digest = 'cd'.repeat(32);
let top: string;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'beatflow-store-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

function noRoom(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

async function makeFile(name: string): Promise<string> {
  const path = join(top, name);
  await writeFile(path, 'some bytes');
  return path;
}

describe('the local store keeps what every store promises', () => {
  audioStoreSuite(() => openLocalAudioStore({ folder: join(top, 'suite') }));
});

test('a full disk is storage-full, and nothing is half there', async () => {
  for (const call of ['sync', 'rename'] as const) {
    const disk = { ...realDisk, [call]: () => Promise.reject(noRoom()) };
    const store = new LocalAudioStore({ folder: join(top, `full-${call}`), disk });
    const path = await makeFile(`full-${call}-file`);
    await expect(store.put({ digest, part: 'original' }, path)).rejects.toMatchObject({ reason: 'storage-full' });
    expect(await store.find({ digest, part: 'original' })).toBeNull();
  }
});

test('a file from another disk is copied, and only then appears', async () => {
  const folder = join(top, 'other-disk');
  const disk = {
    ...realDisk,
    rename: (from: string, to: string) =>
      from.startsWith(folder)
        ? realDisk.rename(from, to)
        : Promise.reject(Object.assign(new Error('EXDEV'), { code: 'EXDEV' })),
  };
  const store = new LocalAudioStore({ folder, disk });
  await store.put({ digest, part: 'original' }, await makeFile('elsewhere'));
  expect(await store.find({ digest, part: 'original' })).toMatchObject({ size: 10 });
  expect(await readdir(folder)).toEqual(['original']);
});

test('what an interrupted move left behind is cleared at the start, and what another process is at stays', async () => {
  const folder = join(top, 'interrupted');
  await openLocalAudioStore({ folder });
  for (const name of ['moving-old', 'moving-now']) await writeFile(join(folder, name), 'half');
  const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
  await utimes(join(folder, 'moving-old'), twoDaysAgo, twoDaysAgo);
  await openLocalAudioStore({ folder });
  expect(await readdir(folder)).toEqual(['moving-now']);
});
