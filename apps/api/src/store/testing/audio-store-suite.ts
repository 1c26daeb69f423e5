import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AudioObject, AudioStore, StorePart } from '../audio-store.ts';
import { ObjectGone } from '../object-gone.ts';

interface SuiteOptions {
  /** Whether an opened object can be read to its end when it is deleted meanwhile; else it is an `ObjectGone`. */
  holdsWhatIsOpen?: boolean;
  /** How long the first store may take to open. */
  openMs?: number;
}

/** What every store promises; each implementation calls this with a maker of fresh, empty stores. */
export function audioStoreSuite(
  makeStore: () => Promise<AudioStore>,
  { holdsWhatIsOpen = true, openMs }: SuiteOptions = {},
): void {
  let store: AudioStore;
  let scratch: string;
  let count = 0;

  beforeAll(async () => {
    store = await makeStore();
    scratch = await mkdtemp(join(tmpdir(), 'beatflow-suite-'));
  }, openMs);
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  async function makeFile(content: Uint8Array): Promise<{ path: string; digest: string }> {
    const path = join(scratch, String(count++));
    await writeFile(path, content);
    return { path, digest: createHash('sha256').update(content).digest('hex') };
  }

  async function putNew(content: Uint8Array, part: StorePart = 'original'): Promise<AudioObject> {
    const { path, digest } = await makeFile(content);
    await store.put({ digest, part }, path);
    return { digest, part };
  }

  async function readAll(object: AudioObject): Promise<Buffer> {
    const opened = await store.open(object);
    if (!opened) throw new Error('not here');
    try {
      return await buffer(opened.stream(0, opened.size));
    } finally {
      await opened.close();
    }
  }

  const bytes = (length: number, seed = 1) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 7) & 0xff);

  test('what was put comes back byte for byte', async () => {
    const content = bytes(700_001);
    const object = await putNew(content);
    expect(Buffer.compare(await readAll(object), content)).toBe(0);
    expect(await store.find(object)).toMatchObject({ digest: object.digest, size: 700_001 });
  });

  test('a copy has every byte, and stays when the object goes', async () => {
    const content = bytes(70_001, 9);
    const object = await putNew(content);
    const path = join(scratch, String(count++));
    expect(await store.copy(object, path)).toBe(true);
    await store.delete(object);
    expect(Buffer.compare(await readFile(path), content)).toBe(0);
    expect(await store.copy(object, join(scratch, String(count++)))).toBe(false);
  });

  test('a put file is gone from where it was', async () => {
    const { path, digest } = await makeFile(bytes(10, 2));
    await store.put({ digest, part: 'original' }, path);
    await expect(access(path)).rejects.toThrow();
  });

  test('putting the same object again, also at the same time, changes nothing', async () => {
    const content = bytes(5000, 3);
    const object = await putNew(content);
    await Promise.all([putNew(content), putNew(content), putNew(content)]);
    expect(Buffer.compare(await readAll(object), content)).toBe(0);
  });

  test('an object of many parts comes back byte for byte', async () => {
    const content = randomBytes(20_000_001);
    const object = await putNew(content, 'pack');
    expect(Buffer.compare(await readAll(object), content)).toBe(0);
    expect(await store.find(object)).toMatchObject({ size: 20_000_001 });
  });

  test('any range can be streamed and read', async () => {
    const content = bytes(600_000, 4);
    const opened = await store.open(await putNew(content));
    for (const [start, end] of [
      [0, 0],
      [0, 1],
      [599_999, 600_000],
      [1, 300_000],
      [262_143, 262_145],
    ] as const) {
      expect(Buffer.compare(await buffer(opened!.stream(start, end)), content.subarray(start, end))).toBe(0);
      expect(Buffer.compare(await opened!.read(start, end - start), content.subarray(start, end))).toBe(0);
    }
    expect(await opened!.read(599_990, 100)).toHaveLength(10);
    expect(await opened!.read(700_000, 100)).toHaveLength(0);
    await opened!.close();
  });

  test('a stream past the end fails instead of ending early', async () => {
    const opened = await store.open(await putNew(bytes(1000, 5)));
    await expect(buffer(opened!.stream(0, 1001))).rejects.toThrow();
    await opened!.close();
  });

  test('an object that is not here is null, and may be deleted', async () => {
    const object: AudioObject = { digest: 'ab'.repeat(32), part: 'original' };
    expect(await store.find(object)).toBeNull();
    expect(await store.open(object)).toBeNull();
    await store.delete(object);
  });

  test('parts of one audio file are apart', async () => {
    const original = await putNew(bytes(100, 6));
    const { path } = await makeFile(bytes(50, 7));
    await store.put({ digest: original.digest, part: 'peaks' }, path);
    expect((await readAll({ digest: original.digest, part: 'peaks' })).length).toBe(50);
    await store.delete({ digest: original.digest, part: 'peaks' });
    expect((await readAll(original)).length).toBe(100);
  });

  test('what is opened and deleted meanwhile is read as it was, or gone', async () => {
    const content = bytes(300_000, 8);
    const object = await putNew(content);
    const opened = await store.open(object);
    await store.delete(object);
    const read = buffer(opened!.stream(0, 300_000));
    if (holdsWhatIsOpen) expect(Buffer.compare(await read, content)).toBe(0);
    else await expect(read).rejects.toThrow(ObjectGone);
    await opened!.close();
    expect(await store.find(object)).toBeNull();
  });

  test('a list names every object of a part once', async () => {
    const made = await Promise.all([11, 12, 13].map((seed) => putNew(bytes(seed, seed), 'playback')));
    const listed = new Map<string, number>();
    for await (const { digest, size } of store.list('playback')) listed.set(digest, size);
    expect([...listed.keys()].sort()).toEqual(made.map(({ digest }) => digest).sort());
    expect([...listed.values()].sort((a, b) => a - b)).toEqual([11, 12, 13]);
  });

  test('a name that is no digest is refused', async () => {
    for (const digest of ['../../etc/passwd', '', 'AB'.repeat(32), `${'ab'.repeat(32)}/x`]) {
      await expect(async () => store.open({ digest, part: 'original' })).rejects.toThrow();
    }
  });
}
