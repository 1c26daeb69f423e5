import { createHash } from 'node:crypto';
import {
  chooseFiles,
  commitIdOf,
  createSong,
  dropFolder,
  holdUploads,
  openSong,
  press,
  rowOf,
  signUpInBrowser,
  stemsOf,
} from './push-support/push-page.ts';
import { makeStem } from './push-support/stems.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { expect, test } from './support/journey.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('sign up, create, drop a folder, see and hear it, push, push again, go back, and get every byte', async ({
  page,
}) => {
  const username = await signUpInBrowser(page);
  await page.goto('/new');
  await page.getByLabel('Name', { exact: true }).fill('night-drive');
  await page.getByRole('button', { name: /create/i }).click();
  await expect(page).toHaveURL(`/${username}/night-drive`);
  await expect(page.getByRole('heading', { name: 'Drop your stems here' })).toBeVisible();

  const first = {
    'Night Drive/01_Kick_v3.wav': makeStem({ tone: 60 }),
    'Night Drive/02_Bass_v3.wav': makeStem({ tone: 110 }),
    'Night Drive/03_LeadVox_v7.wav': makeStem({ tone: 440 }),
    'Night Drive/04_Pad 120bpm F#m.wav': makeStem({ tone: 330 }),
    'Night Drive/.DS_Store': Buffer.from('x'),
    'Night Drive/song.als': Buffer.from('x'),
  };
  const hold = await holdUploads(page);
  await dropFolder(page, first);
  await expect(page.getByRole('heading', { name: 'First version' })).toBeVisible();
  await expect(page.getByText('Left out 2 files')).toBeVisible();
  for (const [name, type] of [
    ['Kick', 'drums'],
    ['Bass', 'bass'],
    ['LeadVox', 'vocals'],
    ['Pad', 'melody'],
  ] as const) {
    const row = rowOf(page, name);
    await expect(row.getByLabel(`Type of ${name}`)).toHaveValue(type);
    await expect(row.getByText('New', { exact: true })).toBeVisible();
    await expect(row.getByRole('img', { name: `Waveform of ${name}` })).toHaveAttribute('data-drawn');
  }
  await expect(page.getByLabel('Tempo (bpm)')).toHaveValue('120');
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('F#m');

  // It plays while nothing has arrived at the server yet.
  await page.getByRole('button', { name: 'Play Bass' }).click();
  await expect(page.getByRole('button', { name: 'Pause Bass' })).toBeVisible();
  expect(hold.finished).toBe(0);
  await page.getByRole('button', { name: 'Pause Bass' }).click();
  await expectAccessible(page);

  await page.getByLabel('What is new?').fill('First bounce');
  await press(page, 'Push');
  await expect(page.getByText(/% of/)).toBeVisible();
  hold.release();
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const firstId = commitIdOf(page);
  expect(await stemsOf(page, firstId)).toMatchObject([
    { name: 'Kick', stemType: 'drums' },
    { name: 'Bass', stemType: 'bass' },
    { name: 'LeadVox', stemType: 'vocals' },
    { name: 'Pad', stemType: 'melody' },
  ]);
  await expect(page.getByText('LeadVox').first()).toBeVisible();

  await openSong(page, `/${username}/night-drive`);
  const newBass = makeStem({ tone: 112 });
  await chooseFiles(page, {
    'Bass_v4.wav': newBass,
    'LeadVox_final.wav': makeStem({ tone: 440, note: 'exported again' }),
  });
  await expect(rowOf(page, 'Bass').getByText('Replaces “Bass”')).toBeVisible();
  await expect(rowOf(page, 'LeadVox').getByText('Unchanged — same sound')).toBeVisible();
  await expect(rowOf(page, 'Kick').getByText('Kept', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Pad' }).click();
  await expect(rowOf(page, 'Pad').getByText('Removed', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('What is new?').fill('Rounder bass, no pad');
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  const secondId = commitIdOf(page);
  expect(secondId).not.toBe(firstId);
  const [before, after] = [await stemsOf(page, firstId), await stemsOf(page, secondId)];
  expect(after.map(({ name }) => name)).toEqual(['Kick', 'Bass', 'LeadVox']);
  expect(after.map(({ trackId }) => trackId)).toEqual(before.slice(0, 3).map(({ trackId }) => trackId));
  expect(after[1]!.audioDigest).toBe(sha256(newBass));
  expect(after[2]!.audioDigest).toBe(before[2]!.audioDigest);

  await page.goto(`/${username}/night-drive/commit/${firstId}`);
  await expect(page.getByText('Pad').first()).toBeVisible();
  for (const [stem, bytes] of before.map((stem, i) => [stem, Object.values(first)[i]!] as const)) {
    const answer = await page.request.get(`/stems/${stem.id}/audio`);
    expect(sha256(await answer.body())).toBe(sha256(bytes));
  }
  const archive = await (await page.request.get(`/commits/${firstId}/archive`)).body();
  for (const bytes of Object.values(first).slice(0, 4)) expect(archive.includes(bytes)).toBe(true);
});

test('says that there is nothing to push', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60, Bass: 110 });
  await openSong(page, song.path);
  await chooseFiles(page, {
    'Kick.wav': makeStem({ tone: 60 }),
    'bass_v9.wav': makeStem({ tone: 110, note: 'again' }),
  });
  await expect(rowOf(page, 'Kick').getByText('Unchanged — same file')).toBeVisible();
  await expect(page.getByText('Nothing to push: every stem sounds exactly as it did.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Push', exact: true })).toBeDisabled();
});

test('a broken file shows its sentence, and the rest goes on without it', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, {});
  await openSong(page, song.path);
  const notAudio = Buffer.alloc(4000, 7);
  await chooseFiles(page, {
    'Kick.wav': makeStem({ tone: 60 }),
    'Bass.wav': makeStem({ tone: 110 }).subarray(0, 9000),
    'Vox.mp3': notAudio,
  });
  await expect(rowOf(page, 'Bass').getByText(/This WAV file is cut short/)).toBeVisible();
  await expect(rowOf(page, 'Vox').getByText(/not audio|cannot|Accepted are/i)).toBeVisible();
  await expect(page.getByText('2 files cannot be pushed.', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Push', exact: true })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take out Bass' }).click();
  await page.getByRole('button', { name: 'Go on without it' }).click();
  await expect(rowOf(page, 'Vox')).toHaveCount(0);
  await press(page, 'Push');
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
  expect((await stemsOf(page, commitIdOf(page))).map(({ name }) => name)).toEqual(['Kick']);
});

test('twelve files at once become twelve stems, and a double click one version', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, {});
  await openSong(page, song.path);
  const names = [
    'Kick',
    'Snare',
    'Hats',
    'OH L',
    'OH R',
    'Bass',
    'Gtr 1',
    'Gtr 2',
    'Piano',
    'LeadVox',
    'BGVs',
    'Riser',
  ];
  const files = Object.fromEntries(
    names.map((name, i) => [
      `${String(i + 1).padStart(2, '0')} ${name}.wav`,
      makeStem({ tone: 100 + i * 20, seconds: 3 }),
    ]),
  );
  await chooseFiles(page, files);
  await expect(page.getByRole('list', { name: 'Stems of the new version' }).getByRole('listitem')).toHaveCount(12);
  await page.getByRole('button', { name: 'Push', exact: true }).dblclick();
  await expect(page).toHaveURL(/\/commit\//, { timeout: 30_000 });
  expect((await stemsOf(page, commitIdOf(page))).map(({ name }) => name)).toEqual(names);
  const { items } = await song.person.api.commit.list.query({ repositoryId: song.repositoryId });
  expect(items).toHaveLength(1);
});

test('a reader who may not push sees no place to drop', async ({ page, newPerson }) => {
  const song = await createSong(page, newPerson, { Kick: 60 });
  const reader = await newPerson('reader');
  await song.person.api.collaborator.add.mutate({
    repositoryId: song.repositoryId,
    username: reader.username,
    role: 'reader',
  });
  await page.context().clearCookies();
  await reader.enter(page);
  await page.goto(song.path);
  await expect(page.getByText('Kick').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose files' })).toHaveCount(0);
});
