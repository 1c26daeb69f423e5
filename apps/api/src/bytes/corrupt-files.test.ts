import { corruptVariants } from '@beatflow/audio/testing';
import { AudioFileModel, AudioUploadModel } from '@beatflow/db';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { readFixtureFiles } from './testing/fixture-files.ts';

const variantsOfEach = 80;
const atOnce = 4;
let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterAll(() => server.close());

test('more than a thousand broken files come to the door: each gets its answer, and nothing of them stays', async () => {
  const files = await readFixtureFiles();
  const variants = new Map<string, { of: string; name: string; bytes: Uint8Array }>();
  for (const [seed, { name: of, bytes: valid }] of files.entries()) {
    for (const { name, bytes } of corruptVariants(valid, variantsOfEach, seed + 1)) {
      variants.set(digestOf(bytes), { of, name, bytes });
    }
  }
  expect(variants.size).toBeGreaterThan(1000);

  const reasons = new Map<string, number>();
  const kept = new Set<string>();
  const queue = variants.values();
  async function sendOn(): Promise<void> {
    for (const { of, name, bytes } of queue) {
      const res = await put(server.url, user, bytes);
      const body = (await res.json()) as { reason?: string; message?: string };
      if (res.status < 300) kept.add(digestOf(bytes));
      else expect(body.reason, `${of}: ${name}: ${body.message}`).toMatch(/^audio-/);
      reasons.set(body.reason ?? 'kept', (reasons.get(body.reason ?? 'kept') ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sendOn));
  console.log(`${variants.size} broken files:`, Object.fromEntries(reasons));

  const stored = (await server.listFiles()).map((path) => path.split('/'));
  expect(stored.filter(([top]) => top !== 'audio')).toEqual([]);
  const named = stored.filter(([, part]) => part !== 'pack');
  expect(new Set(named.map((parts) => parts.at(-1)))).toEqual(kept);
  expect(await AudioFileModel.count()).toBe(kept.size);
  expect(await AudioUploadModel.count()).toBe(kept.size);
  expect((await put(server.url, user, files[0]!.bytes)).status).toBe(201);
}, 240_000);
