import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { RepositoryModel, UserModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, put } from '../bytes/testing/byte-client.ts';
import { type ByteServer, startByteServer } from '../bytes/testing/byte-server.ts';
import { makeVersion } from '../bytes/testing/make-version.ts';
import { makeWav } from '../bytes/testing/make-wav.ts';
import { withDigestLock } from './digest-lock.ts';
import { sweepUnnamedAudio } from './forget-unnamed-audio.ts';

let server: ByteServer;

beforeAll(async () => {
  server = await startByteServer();
});
afterAll(() => server.close());

function sweep(): Promise<void> {
  const { database, store, home, ingest } = server.services;
  return sweepUnnamedAudio({ database, store, home, playback: ingest.playback });
}

async function isStored(bytes: Uint8Array): Promise<boolean> {
  await server.services.ingest.measuring.idle();
  const [original, peaks] = await Promise.all(
    (['original', 'peaks'] as const).map((part) => server.services.store.find({ digest: digestOf(bytes), part })),
  );
  expect(original === null).toBe(peaks === null);
  return original !== null;
}

/** Bytes in the store that the database never came to name, as a kill in between leaves them. */
async function putUnnamed(bytes: Uint8Array): Promise<void> {
  for (const part of ['original', 'peaks'] as const) {
    const path = server.services.ingest.uploads.workPath();
    await writeFile(path, bytes);
    await server.services.store.put({ digest: digestOf(bytes), part }, path);
  }
}

test('what the database never came to name is swept, what it names stays', async () => {
  const user = (await makeUser()).id;
  const [named, unnamed] = [makeWav(100), makeWav(100)];
  await put(server.url, user, named);
  await putUnnamed(unnamed);
  await sweep();
  expect(await isStored(named)).toBe(true);
  expect(await isStored(unnamed)).toBe(false);
});

test('audio that is about to be named is not swept', async () => {
  const bytes = makeWav(100);
  const steps = new EventEmitter();
  const isLocked = once(steps, 'locked');
  const naming = withDigestLock(server.services.database, digestOf(bytes), async () => {
    steps.emit('locked');
    await once(steps, 'named');
  });
  await isLocked;
  await putUnnamed(bytes);
  const sweeping = sweep();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await isStored(bytes)).toBe(true);
  steps.emit('named');
  await naming;
  await sweeping;
});

test('audio of a deleted account goes, unless a stem of somebody else names it', async () => {
  const [gone, other] = [(await makeUser()).id, (await makeUser()).id];
  const [lonely, shared] = [makeWav(100), makeWav(100)];
  for (const bytes of [lonely, shared]) await put(server.url, gone, bytes);
  const stems = [{ name: randomUUID(), digest: digestOf(shared) }];
  const { repository } = await makeVersion(server.services.database, { ownerId: other, stems });
  await UserModel.destroy({ where: { id: gone } });
  await sweep();
  expect(await isStored(lonely)).toBe(false);
  expect(await isStored(shared)).toBe(true);

  await RepositoryModel.destroy({ where: { id: repository.id } });
  await sweep();
  expect(await isStored(shared)).toBe(false);
});
