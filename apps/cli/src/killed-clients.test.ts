import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../api/src/testing/test-app.ts';
import { push as pushAsPageDoes } from '../../api/src/testing/test-sound.ts';
import { ended, startBeatflow } from './testing/beatflow-process.ts';
import { Person } from './testing/person.ts';
import { bounce, digestOf, punchIn, sound, writeSound } from './testing/stems.ts';

const ROUNDS = 8;

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

test('clients that are killed at any moment of a push and a pull lose nothing, and make nothing twice', async () => {
  const folder = await ana.makeFolder('killed');
  const take = Array.from({ length: 6 }, (_, at) => sound(300 + at)).flat();
  await bounce(folder, { 'Bass.wav': take, 'Kick.wav': sound(2) });
  await ana.expect(folder, ['init']);
  const digests: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await bounce(folder, { 'Bass.wav': punchIn(take, round * 50_000, round * 50_000 + 20_000, round) });
    digests.unshift((await ana.facts<{ digest: string }>(folder, ['commit', '-m', `Round ${round}`])).digest);
    const child = startBeatflow(folder, ['push'], ana.env);
    const done = ended(child);
    await Promise.race([wait(400 + Math.random() * 2000), done]);
    child.kill('SIGKILL');
    await done;
  }
  await ana.expect(folder, ['push']);
  const { id: repositoryId } = await ana.user.api.repository.get.query({ owner: ana.username, name: 'killed' });
  const { items } = await ana.user.api.commit.list.query({ repositoryId });
  expect(items.map(({ digest }) => digest)).toEqual(digests);
  for (const { id } of items) await expectWhole(repositoryId, id);

  const other = startBeatflow(ana.home, ['clone', `${ana.username}/killed`, 'copy'], ana.env);
  await Promise.race([wait(900), ended(other)]);
  other.kill('SIGKILL');
  // What a clone left that was killed is gone on with by a pull; before it had begun, there is nothing to go on with.
  const hasBegun = existsSync(ana.path('copy', '.beatflow', 'config.json'));
  const whole = hasBegun ? 'copy' : 'copy-2';
  if (hasBegun) await ana.expect(ana.path('copy'), ['pull']);
  else await ana.expect(ana.home, ['clone', `${ana.username}/killed`, 'copy-2']);
  expect(await digestOf(ana.path(whole, 'Bass.wav'))).toBe(await digestOf(`${folder}/Bass.wav`));
}, 240_000);

async function expectWhole(repositoryId: string, ref: string): Promise<void> {
  const { stems } = await ana.user.api.commit.get.query({ repositoryId, ref });
  for (const stem of stems) {
    const res = await ana.user.fetch(`/stems/${stem.id}/audio`);
    const bytes = Buffer.from(await res.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(stem.audioDigest);
  }
}

test('a song that was pushed from the page is cloned, gone on with and pushed from a terminal', async () => {
  const { user } = ana;
  const repository = await user.api.repository.create.mutate({ name: 'from-the-page' });
  const first = await pushAsPageDoes(user, {
    repository,
    stems: { 'Lead Vox': writeSound(sound(1)), Bass: writeSound(sound(2)) },
  });
  await ana.expect(ana.home, ['clone', `${ana.username}/from-the-page`]);
  const folder = ana.path('from-the-page');
  await bounce(folder, { 'Bass.wav': sound(3) });
  await ana.expect(folder, ['commit', '-m', 'From a terminal', '--bpm', '90']);
  await ana.expect(folder, ['push']);
  const head = await user.api.commit.get.query({ repositoryId: repository.id, ref: 'main' });
  expect(head).toMatchObject({ parentCommitId: first.id, bpm: 90, message: 'From a terminal' });
  expect(head.stems.map(({ trackId }) => trackId)).toEqual(first.stems.map(({ trackId }) => trackId));

  const second = await pushAsPageDoes(user, {
    repository,
    onto: head,
    message: 'From the page',
    stems: { 'Lead Vox': writeSound(sound(4)), Bass: writeSound(sound(3)) },
  });
  expect(await ana.expect(folder, ['pull'])).toBe(`${second.digest.slice(0, 7)} From the page\n  Lead Vox.wav\n`);
});
