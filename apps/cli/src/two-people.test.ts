import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, punchIn, quieter, sound, writeSound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  app = await createTestApp();
  ana = await Person.arrive(app);
  ben = await Person.arrive(app);
});
afterAll(async () => {
  await ana.leave();
  await ben.leave();
  await app.close();
});

async function shareSong(name: string) {
  const folder = await ana.makeFolder(name);
  await bounce(folder, { '01_Bass_v1.wav': sound(1), '02_Kick.wav': sound(2), '03_LeadVox_v7.wav': sound(3) });
  await ana.expect(folder, ['init']);
  await ana.expect(folder, ['commit', '-m', 'First take', '--bpm', '120']);
  await ana.expect(folder, ['push']);
  const repository = await ana.user.api.repository.get.query({ owner: ana.username, name });
  await ana.user.api.collaborator.add.mutate({ repositoryId: repository.id, username: ben.username, role: 'writer' });
  await ben.expect(ben.home, ['clone', `${ana.username}/${name}`]);
  return { repository, mine: folder, his: ben.path(name) };
}

const stems = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();

test('two people with two folders come from init to a resolved merge, and every byte is where it belongs', async () => {
  const { repository, mine, his } = await shareSong('night-drive');
  expect(await stems(his)).toEqual(['Bass.wav', 'Kick.wav', 'LeadVox.wav']);
  expect(await digestOf(join(his, 'Bass.wav'))).toBe(await digestOf(join(mine, '01_Bass_v1.wav')));

  await bounce(his, { 'Bass.wav': quieter(sound(1), 0.5), 'Pad.wav': sound(4) });
  expect((await ben.expect(his, ['status'])).split('\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/changed +Bass\.wav +−6\.0 dB/),
      expect.stringMatching(/new +Pad\.wav +melody “Pad”/),
    ]),
  );
  expect(await ben.expect(his, ['commit'])).toContain('Bass: −6.0 dB · Pad: added');
  await ben.expect(his, ['push']);

  await bounce(mine, { '01_Bass_v1.wav': sound(9) });
  await ana.expect(mine, ['commit', '-m', 'Played again']);
  const late = await ana.run(mine, ['push']);
  expect(late).toMatchObject({ code: 4, stderr: expect.stringContaining(`${ben.username} pushed “Bass: −6.0 dB`) });

  const torn = await ana.run(mine, ['pull']);
  expect(torn).toMatchObject({ code: 4, stderr: expect.stringContaining('Bass: both changed its sound') });
  expect(await stems(mine)).toEqual([
    '01_Bass_v1.ours.wav',
    '01_Bass_v1.theirs.wav',
    '01_Bass_v1.wav',
    '02_Kick.wav',
    '03_LeadVox_v7.wav',
  ]);
  expect(await readFile(join(mine, '01_Bass_v1.theirs.wav'))).toEqual(writeSound(quieter(sound(1), 0.5)));
  expect(await ana.expect(mine, ['status'])).toContain('waits for your choice');
  expect((await ana.run(mine, ['commit', '-m', 'no'])).code).toBe(4);

  await ana.expect(mine, ['merge', '--both', 'Bass']);
  expect(await ana.expect(mine, ['status'])).toContain('Nothing has changed');
  const log = await ana.user.api.commit.list.query({ repositoryId: repository.id });
  expect(log.items).toHaveLength(2);
  await ana.expect(mine, ['push']);

  const merged = await ana.user.api.commit.get.query({ repositoryId: repository.id, ref: 'main' });
  expect(merged.mergeParentCommitId).toBe(log.items[0]?.id);
  expect(merged.stems.map(({ name }) => name).sort()).toEqual([
    'Bass',
    `Bass (${log.items[0]?.digest.slice(0, 7)})`,
    'Kick',
    'LeadVox',
    'Pad',
  ]);
  const branches = await ana.user.api.branch.list.query({ repositoryId: repository.id });
  expect(branches.items.map(({ name }) => name)).toEqual(['main']);

  await ben.expect(his, ['pull']);
  expect(await readFile(join(his, 'Bass.wav'))).toEqual(writeSound(sound(9)));
  expect(await ben.expect(his, ['log', '--graph'])).toMatch(/^\* .*\n\|\\\n/);
});

test('edits of one stem at different places are brought together by a pull, frame for frame', async () => {
  const { mine, his } = await shareSong('two-edits');
  const [early, late] = [punchIn(sound(1), 1000, 9000, 5), punchIn(sound(1), 60_000, 70_000, 6)];
  await bounce(his, { 'Bass.wav': early });
  await ben.expect(his, ['commit', '-m', 'Early']);
  await ben.expect(his, ['push']);
  await bounce(mine, { '01_Bass_v1.wav': late });
  await ana.expect(mine, ['commit', '-m', 'Late']);
  await ana.expect(mine, ['pull']);
  await ana.expect(mine, ['push']);
  await ben.expect(his, ['pull']);
  const both = punchIn(punchIn(sound(1), 1000, 9000, 5), 60_000, 70_000, 6);
  expect(await readFile(join(his, 'Bass.wav'))).toEqual(writeSound(both));
});

test('a newer bounce continues its track, a removed file its removal, and a pull does the same to other folders', async () => {
  const { mine, his } = await shareSong('bounces');
  await rm(join(mine, '03_LeadVox_v7.wav'));
  await rm(join(mine, '02_Kick.wav'));
  await bounce(mine, { '03_LeadVox_v8.wav': punchIn(sound(3), 48_000, 72_000) });
  expect(await ana.expect(mine, ['commit'])).toContain('LeadVox: 0:01–0:02 edited · Kick: removed · Bass: unchanged');
  await ana.expect(mine, ['push']);
  await ben.expect(his, ['pull']);
  expect(await stems(his)).toEqual(['Bass.wav', 'LeadVox.wav']);
  expect(await digestOf(join(his, 'LeadVox.wav'))).toBe(await digestOf(join(mine, '03_LeadVox_v8.wav')));
});

test('what is not committed is never overwritten', async () => {
  const { mine, his } = await shareSong('careful');
  await bounce(mine, { '02_Kick.wav': sound(7) });
  await ana.expect(mine, ['commit', '-m', 'Kick']);
  await ana.expect(mine, ['push']);
  await bounce(his, { 'Kick.wav': sound(8) });
  const refused = await ben.run(his, ['pull']);
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('Kick.wav') });
  expect(await readFile(join(his, 'Kick.wav'))).toEqual(writeSound(sound(8)));
});
