import type { Page } from '@playwright/test';
import { expect } from './journey.ts';
import type { Person } from './person.ts';
import { makeNoise, pushSound } from './push-sound.ts';

export const SECOND = 48_000;
export const drums = makeNoise(4 * SECOND, 1);
export const bass = makeNoise(4 * SECOND, 2);

/** Another recording of four seconds. */
export const take = (seed: number) => makeNoise(4 * SECOND, seed);

export function punchIn(frames: Int16Array, from: number, to: number, seed: number): Int16Array {
  const edited = Int16Array.from(frames);
  edited.set(makeNoise(to - from, seed), from);
  return edited;
}

const stem = (name: 'Drums' | 'Bass', frames: Int16Array) => ({
  name,
  stemType: name === 'Drums' ? ('drums' as const) : ('bass' as const),
  frames,
});

interface NextVersion {
  repositoryId: string;
  branch?: string;
  expectedHead: string | null;
  message: string;
}

/** Pushes a version of two stems. */
export function pushPair(person: Person, version: NextVersion, [kit, low]: readonly Int16Array[]) {
  return pushSound(person, { ...version, stems: [stem('Drums', kit!), stem('Bass', low!)] });
}

/** A song with a branch `idea` that went on from its first version, as `main` did, where they are told. */
export async function createTwoSides(person: Person, sides: { main?: Int16Array[]; idea?: Int16Array[] }) {
  const { id: repositoryId, name } = await person.api.repository.create.mutate({ name: 'two-sides', isPublic: true });
  const first = await pushPair(person, { repositoryId, expectedHead: null, message: 'First' }, [drums, bass]);
  await person.api.branch.create.mutate({ repositoryId, name: 'idea', from: 'main' });
  const onto = { repositoryId, expectedHead: first.id };
  const push = (branch: string, message: string, pair: Int16Array[] | undefined) =>
    pair ? pushPair(person, { ...onto, branch, message }, pair) : first;
  const idea = await push('idea', 'Another idea', sides.idea);
  const head = await push('main', 'On main', sides.main);
  return { repositoryId, firstId: first.id, ideaId: idea.id, headId: head.id, path: `/${person.username}/${name}` };
}

export async function openMerge(page: Page, person: Person, path: string) {
  await person.enter(page);
  await page.goto(`${path}/merge?ours=main&theirs=idea`);
  await expect(page.getByRole('region', { name: 'Player of the merge' })).toBeVisible();
}

/** The page of a version: what is made leads there. */
export async function expectMade(page: Page) {
  await expect(page).toHaveURL(/\/commit\//, { timeout: 20_000 });
}

export function readHead(person: Person, repositoryId: string, ref = 'main') {
  return person.api.commit.get.query({ repositoryId, ref });
}

/** The bytes of a stem, as anybody downloads them. */
export async function download(person: Person, stem: { id: string } | undefined): Promise<Buffer> {
  const answer = await person.request.get(`/stems/${stem?.id}/audio`);
  expect(answer.ok()).toBe(true);
  return answer.body();
}

/** Plays what the page has, muted by nobody; `l` loops, so that it does not end while it is looked at. */
export async function playOn(page: Page) {
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(async () => page.getByTestId('position').textContent()).not.toBe('00:00.000');
}
