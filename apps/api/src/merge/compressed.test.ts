import { readFile } from 'node:fs/promises';
import { type CompressedFixture, fixtureUrl } from '@beatflow/audio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';
import { editWav } from './testing/edit-wav.ts';
import { makeTwoEdits } from './testing/two-edits.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

const readFixture = (file: CompressedFixture['file']) => readFile(fixtureUrl(file));

test('edits of a file that was compressed with loss are a conflict that says why', async () => {
  const [mp3, ogg, m4a] = await Promise.all([
    readFixture('song.mp3'),
    readFixture('song.ogg'),
    readFixture('song.m4a'),
  ]);
  const { preview } = await makeTwoEdits(ana, { base: mp3, ours: ogg, theirs: m4a });
  const [conflict] = (await preview()).conflicts;
  expect(conflict?.reason).toMatch(/^One version is compressed \((OGG|MP3|M4A)\)/);
});

test('compressed files are compared by the sound that is in them', async () => {
  const flac = await readFixture('song-24.flac');
  const repository = await makeTestRepository(ana);
  const first = await push(ana, { repository, stems: { vocals: flac } });
  const next = await push(ana, { repository, onto: first, stems: { vocals: await editWav(flac, 2000, 3500) } });
  const { tracks } = await ana.api.commit.compare.query({
    repositoryId: repository.id,
    before: first.id,
    after: next.id,
  });
  expect(tracks[0]?.audio).toMatchObject({ kind: 'regions', regions: [{ startFrame: 2000, endFrame: 3500 }] });
});
