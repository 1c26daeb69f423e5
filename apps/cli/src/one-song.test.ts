import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, punchIn, quieter, sound, writeSound } from './testing/stems.ts';

let app: TestApp;
let ana: Person;

beforeAll(async () => {
  app = await createTestApp();
  ana = await Person.arrive(app);
});
afterAll(async () => {
  await ana.leave();
  await app.close();
});

async function makeSong(name: string, ...args: string[]) {
  const folder = await ana.makeFolder(name);
  await bounce(folder, { 'Bass.wav': sound(1), 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init', ...args]);
  await ana.push(folder, 'First take');
  return folder;
}

const stems = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
const head = async (folder: string) => (await ana.facts<{ digest: string }[]>(folder, ['log', '-n', '1']))[0]!.digest;

test('an idea is tried on a branch, heard in the folder, and merged', async () => {
  const folder = await makeSong('branches');
  await ana.expect(folder, ['switch', '-c', 'idea']);
  await bounce(folder, { 'Pad.wav': sound(3) });
  await ana.push(folder, 'A pad');
  await ana.expect(folder, ['switch', 'main']);
  expect(await stems(folder)).toEqual(['Bass.wav', 'Kick.wav']);
  await bounce(folder, { 'Kick.wav': sound(4) });
  await ana.push(folder, 'Another kick');
  const list = await ana.expect(folder, ['branch']);
  expect(list).toMatch(/^ {2}idea .*A pad\n\* main .*Another kick\n$/);

  expect(await ana.expect(folder, ['merge', 'idea'])).toContain('Merge idea into main');
  expect(await stems(folder)).toEqual(['Bass.wav', 'Kick.wav', 'Pad.wav']);
  expect(await ana.expect(folder, ['merge', 'idea'])).toContain('has everything of idea already');
  expect(await ana.expect(folder, ['log', '--graph'])).toBe(await drawing(folder));
  const deleted = await ana.facts<{ headCommitId: string }>(folder, ['branch', '-d', 'idea']);
  await ana.expect(folder, ['branch', 'idea', deleted.headCommitId]);
});

/** Both sides of the merge are of one generation, and their digests decide which comes first. */
async function drawing(folder: string): Promise<string> {
  const [merge, ...lines] = (await ana.expect(folder, ['log'])).trimEnd().split('\n');
  const first = lines.pop();
  const sides = lines.map((line) => (line.endsWith('A pad') ? `| * ${line}` : `* | ${line}`));
  return `${[`* ${merge}`, '|\\', ...sides, '|/', `* ${first}`].join('\n')}\n`;
}

test('a merge in which both changed the same is answered in one go, or with a file made out of both', async () => {
  const folder = await makeSong('answers');
  await ana.expect(folder, ['switch', '-c', 'idea']);
  await bounce(folder, { 'Bass.wav': sound(5), 'Kick.wav': sound(6) });
  await ana.push(folder, 'Other bass and kick');
  await ana.expect(folder, ['switch', 'main']);
  await bounce(folder, { 'Bass.wav': sound(7), 'Kick.wav': sound(8) });
  await ana.push(folder, 'Yet others');
  const refused = await ana.run(folder, ['merge', 'idea', '--theirs', 'Kick', '--json']);
  expect(refused.code).toBe(4);
  const { error } = JSON.parse(refused.stderr) as { error: { facts: { conflicts: { name: string }[] } } };
  expect(error.facts.conflicts.map(({ name }) => name)).toEqual(['Bass']);
  expect(await stems(folder)).toContain('Bass.theirs.wav');
  expect((await ana.run(folder, ['merge', '--ours', 'Drums'])).stderr).toContain('There is no conflict about “Drums”');

  const mixed = punchIn(sound(7), 0, 48_000, 5);
  const mixes = await ana.makeFolder('mixes');
  await bounce(mixes, { 'mixed.wav': mixed });
  await ana.expect(folder, ['merge', '--use', `Bass=${join(mixes, 'mixed.wav')}`]);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(mixed));
  expect(await readFile(join(folder, 'Kick.wav'))).toEqual(writeSound(sound(6)));
  expect(await stems(folder)).toEqual(['Bass.wav', 'Kick.wav']);
});

test('a merge that is given up leaves everything as it was', async () => {
  const folder = await makeSong('given-up');
  await ana.expect(folder, ['switch', '-c', 'idea']);
  await bounce(folder, { 'Bass.wav': sound(5) });
  await ana.push(folder, 'Idea');
  await ana.expect(folder, ['switch', 'main']);
  await bounce(folder, { 'Bass.wav': sound(6) });
  const digest = await ana.push(folder, 'Main');
  expect((await ana.run(folder, ['merge', 'idea'])).code).toBe(4);
  await ana.expect(folder, ['merge', '--abort']);
  expect(await stems(folder)).toEqual(['Bass.wav', 'Kick.wav']);
  expect(await head(folder)).toBe(digest);
});

test('differences are told by what one hears, between versions and with the folder', async () => {
  const folder = await makeSong('differences');
  await ana.expect(folder, ['tag', 'v1', '-m', 'Sent']);
  await bounce(folder, { 'Bass.wav': punchIn(sound(1), 48_000, 60_000), 'Pad.wav': sound(3) });
  expect(await ana.expect(folder, ['diff'])).toBe('~  Bass  0:01–0:02 edited\n+  Pad   added\n');
  await ana.push(folder, 'Punched in');
  await bounce(folder, { 'Kick.wav': quieter(sound(2), 0.25) });
  expect(await ana.expect(folder, ['diff', 'v1', 'main'])).toBe('~  Bass  0:01–0:02 edited\n+  Pad   added\n');
  expect(await ana.expect(folder, ['diff', 'v1'])).toContain('~  Kick  −12.0 dB');
  expect(await ana.expect(folder, ['tag'])).toMatch(/v1 .*Sent/);
});

test('who brought in which part of a stem is told by blame', async () => {
  const folder = await makeSong('blame');
  const first = await head(folder);
  await bounce(folder, { 'Bass.wav': punchIn(sound(1), 48_000, 72_000) });
  const second = await ana.push(folder, 'Punched in');
  const { ranges } = await ana.facts<{ ranges: object[] }>(folder, ['blame', 'bass']);
  expect(ranges).toMatchObject([
    { startFrame: 0, endFrame: 48_000, digest: first },
    { startFrame: 48_000, endFrame: 72_000, digest: second },
    { startFrame: 72_000, endFrame: 96_000, digest: first },
  ]);
  expect(await ana.expect(folder, ['blame', 'Bass.wav'])).toMatch(/^0:00\.000–0:01\.000 {2}/);
});

test('what went wrong is undone: in the folder, by a revert, and by going back to an old version', async () => {
  const folder = await makeSong('undo');
  const first = await head(folder);
  await bounce(folder, { 'Bass.wav': sound(5) });
  const second = await ana.push(folder, 'Worse');
  await rm(join(folder, 'Bass.wav'));
  await ana.expect(folder, ['restore', 'Bass']);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(5)));
  await ana.expect(folder, ['restore', 'Bass.wav', '--from', first.slice(0, 8)]);
  expect(await ana.expect(folder, ['status'])).toMatch(/changed +Bass\.wav/);
  await ana.expect(folder, ['restore', '--all']);
  await ana.expect(folder, ['revert', second]);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(1)));
  await ana.expect(folder, ['restore', '--as-version', second]);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(5)));
  expect(await ana.expect(folder, ['log'])).toMatch(/Restore “Worse”\n.*Revert “Worse”\n.*Worse\n.*First take\n$/);
});

test('a revert of what was changed again waits for a choice, with both sides to hear', async () => {
  const folder = await makeSong('revert-conflict');
  await bounce(folder, { 'Bass.wav': sound(5) });
  const second = await ana.push(folder, 'Second');
  await bounce(folder, { 'Bass.wav': sound(6) });
  await ana.push(folder, 'Third');
  expect((await ana.run(folder, ['revert', second])).code).toBe(4);
  expect(await readFile(join(folder, 'Bass.theirs.wav'))).toEqual(writeSound(sound(1)));
  await ana.expect(folder, ['merge', '--theirs']);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(1)));
});

test('a song is forked and cloned by somebody else, with the audio of its whole history', async () => {
  const folder = await makeSong('original', '--public');
  await bounce(folder, { 'Bass.wav': sound(5) });
  const second = await ana.push(folder, 'Second');
  const ben = await Person.arrive(app);
  try {
    await ben.expect(ben.home, ['fork', `${ana.username}/original`, '--name', 'copy', '--clone']);
    expect(await ben.expect(ben.path('copy'), ['log'])).toContain(second.slice(0, 7));
    const cloned = await ben.facts(ben.home, ['clone', `${app.url}/${ana.username}/original`, 'all', '--history']);
    expect(cloned).toMatchObject({ stems: 2, versions: 2, head: second });
    const objects = await readdir(ben.path('all', '.beatflow', 'objects'), { recursive: true });
    expect(objects.filter((name) => /[0-9a-f]{64}\.json$/.test(name))).toHaveLength(3);
    expect(await ben.expect(ben.path('all'), ['open', '--print'])).toBe(`${app.url}/${ana.username}/original\n`);
    expect(await ben.expect(ben.path('all'), ['show', second])).toMatch(/version [0-9a-f]{64}\n.*\nSecond\n {2}Bass/);
  } finally {
    await ben.leave();
  }
});

test('names and kinds are guessed as on the page, and corrected by who knows better', async () => {
  const folder = await ana.makeFolder('guesses');
  await bounce(folder, { '03_LeadVox_v7_120bpm.wav': sound(1), '07.wav': sound(2), 'Sub Am.wav': sound(3) });
  await ana.expect(folder, ['init']);
  await ana.expect(folder, ['commit', '--name', '07.wav=Strings', '--type', 'Strings=melody']);
  expect((await ana.run(folder, ['commit', '--type', 'Tuba=other'])).stderr).toContain(
    'There is no stem called “tuba”',
  );
  const shown = await ana.facts<{ bpm: number; keySignature: string; stems: { name: string; stemType: string }[] }>(
    folder,
    ['show'],
  );
  expect(shown).toMatchObject({ bpm: 120, keySignature: 'Am' });
  expect(shown.stems.map(({ name, stemType }) => [name, stemType])).toEqual([
    ['LeadVox', 'vocals'],
    ['Strings', 'melody'],
    ['Sub', 'bass'],
  ]);
});
