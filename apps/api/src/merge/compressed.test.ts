import { readFile } from 'node:fs/promises';
import { bytesSource, openAudio, writeWavHeader } from '@beatflow/audio';
import { type CompressedFixture, fixtureUrl } from '@beatflow/audio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { makeTestRepository } from '../testing/test-song.ts';
import { push } from '../testing/test-sound.ts';
import { makeTestUser, type TestUser } from '../testing/test-user.ts';

let app: TestApp;
let ana: TestUser;

beforeAll(async () => {
  app = await createTestApp();
  ana = await makeTestUser(app);
});
afterAll(() => app.close());

const readFixture = (file: CompressedFixture['file']) => readFile(fixtureUrl(file));

/** The sound of a file as a WAV file, with noise in place of some frames. */
async function toWav(file: Buffer, startFrame = 0, endFrame = 0): Promise<Buffer> {
  const reader = await openAudio(bytesSource(file));
  const { facts } = reader;
  const parts: Buffer[] = [];
  for await (const { bytes } of reader.blocks()) parts.push(Buffer.from(bytes));
  const samples = Buffer.concat(parts);
  const frameBytes = samples.length / facts.frames;
  for (let at = startFrame * frameBytes; at < endFrame * frameBytes; at++) samples[at] = (at * 7919) & 0xff;
  return Buffer.concat([writeWavHeader(facts, facts.frames), samples]);
}

async function previewMerge(base: Buffer, ours: Buffer, theirs: Buffer) {
  const repository = await makeTestRepository(ana);
  const details = { repository, message: 'a take' };
  const first = await push(ana, { ...details, stems: { vocals: base } });
  await ana.api.branch.create.mutate({ repositoryId: repository.id, name: 'idea', from: 'main' });
  await push(ana, { ...details, onto: first, stems: { vocals: ours } });
  await push(ana, { ...details, branch: 'idea', onto: first, stems: { vocals: theirs } });
  return ana.api.merge.preview.query({ repositoryId: repository.id, ours: 'main', theirs: 'idea' });
}

test('edits of a file that was compressed with loss are a conflict that says why', async () => {
  const [mp3, ogg, m4a] = await Promise.all([
    readFixture('song.mp3'),
    readFixture('song.ogg'),
    readFixture('song.m4a'),
  ]);
  const [conflict] = (await previewMerge(mp3, ogg, m4a)).conflicts;
  expect(conflict?.reason).toMatch(/^One version is compressed \((OGG|MP3|M4A)\)/);
});

test('compressed files are compared by the sound that is in them', async () => {
  const flac = await readFixture('song-24.flac');
  const repository = await makeTestRepository(ana);
  const first = await push(ana, { repository, stems: { vocals: flac } });
  const next = await push(ana, { repository, onto: first, stems: { vocals: await toWav(flac, 2000, 3500) } });
  const { tracks } = await ana.api.commit.compare.query({
    repositoryId: repository.id,
    before: first.id,
    after: next.id,
  });
  expect(tracks[0]?.audio).toMatchObject({ kind: 'regions', regions: [{ startFrame: 2000, endFrame: 3500 }] });
});
