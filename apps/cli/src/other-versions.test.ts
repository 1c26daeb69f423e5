import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, sound, writeSound } from './testing/stems.ts';

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

async function makeSong(name: string, ...options: string[]): Promise<string> {
  const folder = await ana.makeFolder(name);
  await bounce(folder, { 'Bass.wav': sound(1), 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init', ...options]);
  await ana.push(folder, 'First take');
  return folder;
}

test('one change of another branch is done again here, or only what it did to a stem', async () => {
  const folder = await makeSong('picked');
  await ana.expect(folder, ['switch', '-c', 'idea']);
  await bounce(folder, { 'Kick.wav': sound(3) });
  await ana.push(folder, 'Not this');
  await bounce(folder, { 'Bass.wav': sound(4), 'Kick.wav': sound(5) });
  const idea = await ana.push(folder, 'New bass and kick');
  await ana.expect(folder, ['switch', 'main']);

  expect(await ana.run(folder, ['cherry-pick', idea, '--only', 'Flute'])).toMatchObject({
    code: 5,
    stderr: 'beatflow: This version has no stem “Flute”.\nIt has: Bass, Kick.\n',
  });
  expect(await ana.expect(folder, ['cherry-pick', idea, '--only', 'bass'])).toMatch(
    /^[0-9a-f]{7} New bass and kick\n$/,
  );
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(4)));
  expect(await readFile(join(folder, 'Kick.wav'))).toEqual(writeSound(sound(2)));
  expect(await ana.expect(folder, ['log'])).toMatch(/New bass and kick\n.*First take\n$/);
});

test('a change that does not fit waits for a choice, with both sides to hear', async () => {
  const folder = await makeSong('picked-conflict');
  await ana.expect(folder, ['switch', '-c', 'idea']);
  await bounce(folder, { 'Bass.wav': sound(4), 'Kick.wav': sound(5) });
  const idea = await ana.push(folder, 'Theirs');
  await ana.expect(folder, ['switch', 'main']);
  await bounce(folder, { 'Bass.wav': sound(6) });
  await ana.push(folder, 'Ours');

  expect((await ana.run(folder, ['cherry-pick', idea, '--only', 'Bass', '-m', 'Both'])).code).toBe(4);
  expect(await readFile(join(folder, 'Bass.theirs.wav'))).toEqual(writeSound(sound(4)));
  expect(await ana.expect(folder, ['merge', '--theirs', 'Bass'])).toMatch(/ Both\n$/);
  expect(await readFile(join(folder, 'Bass.wav'))).toEqual(writeSound(sound(4)));
  expect(await readFile(join(folder, 'Kick.wav'))).toEqual(writeSound(sound(2)));

  expect((await ana.run(folder, ['cherry-pick', 'idea', '--only', 'Kick'])).code).toBe(0);
  expect(await readFile(join(folder, 'Kick.wav'))).toEqual(writeSound(sound(5)));
});

test('a fork says what its original has meanwhile, and brings it', async () => {
  const folder = await makeSong('tune', '--public');
  const ben = await Person.arrive(app);
  try {
    await ben.expect(ben.home, ['fork', `${ana.username}/tune`, '--clone']);
    const copy = ben.path('tune');
    await bounce(copy, { 'Kick.wav': sound(3) });
    await ben.push(copy, 'My kick');
    await bounce(folder, { 'Bass.wav': sound(4) });
    const news = await ana.push(folder, 'New bass');

    const original = `${ana.username}/tune`;
    expect(await ben.expect(copy, ['upstream'])).toBe(`${original} (main): 1 new there, 1 only here.\n`);
    expect(await ben.expect(copy, ['upstream', '--merge'])).toMatch(new RegExp(` Merge main of ${original}\n$`));
    expect(await readFile(join(copy, 'Bass.wav'))).toEqual(writeSound(sound(4)));
    expect(await readFile(join(copy, 'Kick.wav'))).toEqual(writeSound(sound(3)));
    expect(await ben.facts(copy, ['upstream'])).toMatchObject({ ahead: 2, behind: 0 });
    expect(await ben.expect(copy, ['upstream', '--merge'])).toBe(`main has everything of ${original} already.\n`);
    expect(await ben.expect(copy, ['log'])).toContain(news.slice(0, 7));
    expect(await ana.run(folder, ['upstream'])).toMatchObject({ code: 5 });
  } finally {
    await ben.leave();
  }
});
