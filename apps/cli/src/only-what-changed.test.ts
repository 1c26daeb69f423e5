import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { Person } from './testing/person.ts';
import { bounce, type Noise, punchIn, sound, writeSound } from './testing/stems.ts';

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

/** Thirty seconds; long enough to be kept in many pieces. */
const take: Noise = Array.from({ length: 15 }, (_, at) => sound(200 + at)).flat();
const punched = punchIn(take, 700_000, 724_000);

async function holds(folder: string, noise: Noise): Promise<boolean> {
  return (await readFile(join(ana.path(folder), 'Bass.wav'))).equals(writeSound(noise));
}

test('a punch-in costs the punch-in, on its way to the server and to others', async () => {
  const folder = await ana.makeFolder('punch-in');
  await bounce(folder, { 'Bass.wav': take, 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init']);
  await ana.expect(folder, ['commit', '-m', 'First']);
  const first = await ana.facts<{ bytes: number }>(folder, ['push']);
  expect(first.bytes).toBeGreaterThan(2_880_000);
  await ana.expect(ana.home, ['clone', `${ana.username}/punch-in`, 'other']);

  await bounce(folder, { 'Bass.wav': punched });
  await ana.expect(folder, ['commit', '-m', 'Punched in']);
  const second = await ana.facts<{ bytes: number }>(folder, ['push']);
  expect(second.bytes).toBeLessThan(1_000_000);

  await ana.expect(ana.path('other'), ['pull']);
  expect(await holds('other', punched)).toBe(true);
  await ana.expect(ana.home, ['clone', `${ana.username}/punch-in`, 'all', '--history']);
  await ana.expect(ana.path('all'), [
    'restore',
    'Bass',
    '--from',
    (await ana.facts<{ digest: string }[]>(folder, ['log']))[1]!.digest,
  ]);
  expect(await holds('all', take)).toBe(true);
});
