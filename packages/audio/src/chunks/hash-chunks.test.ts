import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { bytesSource } from '../byte-source.ts';
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
  expect(await hashChunks(bytesSource(new Uint8Array(0)))).toEqual({ digest: sha256(new Uint8Array(0)), chunks: [] });
});
