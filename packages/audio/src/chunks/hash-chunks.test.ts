import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { bytesSource } from '../byte-source.ts';
import { createWasmHasher } from '../hasher.ts';
import { synthesise } from '../testing/synthesise.ts';
import { writeWav } from '../testing/write-wav.ts';
import { hashChunks } from './hash-chunks.ts';

const file = writeWav(synthesise({ frames: 300_000 }), { bitDepth: 24 });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('names the file and its chunks, which together are the file', async () => {
  const { digest, chunks } = await hashChunks(bytesSource(file));
  expect(digest).toBe(sha256(file));
  let at = 0;
  for (const chunk of chunks) {
    expect(chunk.offset).toBe(at);
    expect(chunk.digest).toBe(sha256(file.subarray(at, at + chunk.length)));
    at += chunk.length;
  }
  expect(at).toBe(file.length);
});

it('hashes a stretch of the file along the way, however the file is hashed', async () => {
  const stretch = { offset: 44, length: file.length - 50 };
  const expected = sha256(file.subarray(44, file.length - 6));
  expect((await hashChunks(bytesSource(file), { stretch })).stretchDigest).toBe(expected);
  const createHasher = createWasmHasher;
  expect((await hashChunks(bytesSource(file), { stretch, createHasher })).stretchDigest).toBe(expected);
});

it('says so when the file ends before its end', async () => {
  const source = { ...bytesSource(file), size: file.length + 10 };
  await expect(hashChunks(source)).rejects.toThrow(/ended while it was being read/);
});

it('gives the same names where there is no WebCrypto', async () => {
  const withCrypto = await hashChunks(bytesSource(file));
  vi.stubGlobal('crypto', undefined);
  try {
    expect(await hashChunks(bytesSource(file))).toEqual(withCrypto);
  } finally {
    vi.unstubAllGlobals();
  }
});

it('says how far it is, and stops when it is told to', async () => {
  const seen: number[] = [];
  await hashChunks(bytesSource(file), { onProgress: (bytes) => seen.push(bytes) });
  expect(seen.at(-1)).toBe(file.length);
  const stopped = hashChunks(bytesSource(file), { signal: AbortSignal.abort(new Error('enough')) });
  await expect(stopped).rejects.toThrow('enough');
});

it('names no chunk of an empty file', async () => {
  expect(await hashChunks(bytesSource(new Uint8Array(0)))).toEqual({
    digest: sha256(new Uint8Array(0)),
    chunks: [],
    stretchDigest: null,
  });
});
