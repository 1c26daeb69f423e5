import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommitResponse } from '@beatflow/shared';
import type { Locator, Page } from '@playwright/test';
import { expect } from '../support/journey.ts';
import type { Person } from '../support/person.ts';
import { uploadAudio } from '../support/upload-audio.ts';
import { makeStem } from './stems.ts';

/** Where the page sends chunks of files: alone, or with the word to put a file together. */
export const chunksPath = /\/audio\/(?:chunks|[0-9a-f]{64}\/seal)$/;

export type Files = Record<string, Buffer<ArrayBuffer>>;

/** Signs somebody up as people do, by filling in the form; answers their username. */
export async function signUpInBrowser(page: Page): Promise<string> {
  const username = `drummer-${randomBytes(4).toString('hex')}`;
  await page.goto('/sign-up');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('a long enough password');
  await page.getByRole('button', { name: /sign up|create/i }).click();
  await expect(page).not.toHaveURL(/sign-up/);
  return username;
}

export interface Song {
  person: Person;
  repositoryId: string;
  path: string;
  headId: string | null;
}

/** Somebody's song with a first version of these stems (name and tone), and them signed in on the page. */
export async function createSong(
  page: Page,
  newPerson: (name?: string) => Promise<Person>,
  stems: Record<string, number>,
): Promise<Song> {
  const person = await newPerson('drummer');
  const name = `song-${randomBytes(3).toString('hex')}`;
  const { id: repositoryId } = await person.api.repository.create.mutate({ name });
  let headId: string | null = null;
  if (Object.keys(stems).length > 0) headId = await pushTones(person, repositoryId, null, stems, 'First');
  await person.enter(page);
  return { person, repositoryId, path: `/${person.username}/${name}`, headId };
}

/** Pushes these stems past the page, as somebody else's computer would; answers the new head. */
async function pushTones(
  person: Person,
  repositoryId: string,
  expectedHead: string | null,
  stems: Record<string, number>,
  message: string,
): Promise<string> {
  const uploaded = [];
  for (const [name, tone] of Object.entries(stems)) {
    uploaded.push({ name, stemType: 'other' as const, audioDigest: await uploadAudio(person, makeStem({ tone })) });
  }
  const { id } = await person.api.commit.create.mutate({
    repositoryId,
    branch: 'main',
    expectedHead,
    message,
    stems: uploaded,
  });
  return id;
}

export async function openSong(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
}

/** Chooses files through the file input, as the button's dialog does. */
export async function chooseFiles(page: Page, files: Files): Promise<void> {
  const payload = Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'audio/wav', buffer }));
  await page.getByTestId('push-files').setInputFiles(payload);
  await expect(page.getByRole('list', { name: 'Stems of the new version' })).toBeVisible();
}

/** Chooses a real folder on the disk through the folder input; answers how to remove it, once nobody reads from it. */
export async function chooseFolder(page: Page, files: Files): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'beatflow-stems-'));
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await page.getByTestId('push-folder').setInputFiles(folder);
  await expect(page.getByRole('list', { name: 'Stems of the new version' })).toBeVisible();
  return () => rm(folder, { recursive: true, force: true });
}

/**
 * Drops files on the page with a real DataTransfer, after dragging them over it. A page cannot put folders into a
 * transfer, so the names lose theirs.
 */
export async function dropFolder(page: Page, files: Files): Promise<void> {
  const payload = Object.entries(files).map(([path, bytes]) => ({
    name: path.split('/').at(-1)!,
    base64: bytes.toString('base64'),
  }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, payload);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText(/^Drop to/)).toBeVisible();
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByText(/^Drop to/)).toHaveCount(0);
}

/** The row of a stem, by the name in its field. */
export function rowOf(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'Stems of the new version' })
    .getByRole('listitem')
    .filter({ has: page.getByLabel(`Type of ${name}`, { exact: true }) });
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Keeps every upload waiting at the door until it is released. */
export async function holdUploads(page: Page) {
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hold = { finished: 0, release: () => release() };
  await page.route(chunksPath, async (route) => {
    await open;
    await route.continue();
  });
  page.on('requestfinished', (request) => {
    if (chunksPath.test(request.url())) hold.finished += 1;
  });
  return hold;
}

export function commitIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

/** The stems of a version, as the API tells them to this browser. */
export async function stemsOf(page: Page, commitId: string): Promise<CommitResponse['stems']> {
  const [, owner, name] = new URL(page.url()).pathname.split('/');
  const ask = async (path: string, input: object) => {
    const answer = await page.request.get(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`);
    return ((await answer.json()) as { result: { data: unknown } }).result.data;
  };
  const { id } = (await ask('repository.get', { owner, name })) as { id: string };
  return ((await ask('commit.get', { repositoryId: id, ref: commitId })) as CommitResponse).stems;
}
