import { expect, it } from 'vitest';
import { makeWav } from '../testing/wav-file.ts';
import { readPrint } from './read-print.ts';

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).reduce(
    (hex, byte) => hex + byte.toString(16).padStart(2, '0'),
    '',
  );
}

async function printOf(bytes: Uint8Array<ArrayBuffer>) {
  const result = await readPrint(new Blob([bytes]));
  if (result.kind !== 'read') throw new Error(`not read: ${JSON.stringify(result)}`);
  return result.print;
}

it('answers the SHA-256 of the bytes and the facts of the sound', async () => {
  const wav = makeWav();
  const print = await printOf(wav);
  expect(print.digest).toBe(await sha256(wav));
  expect(print.sound).toEqual({
    pcmDigest: await sha256(wav.slice(44)),
    sampleRate: 48_000,
    channels: 1,
    sampleFormat: 'int',
  });
});

it('hears the same sound behind another header', async () => {
  const [plain, noted] = [await printOf(makeWav()), await printOf(makeWav({ note: 'exported again' }))];
  expect(noted.digest).not.toBe(plain.digest);
  expect(noted.sound).toEqual(plain.sound);
  expect(noted.chunks.slice(1)).toMatchObject(plain.chunks.slice(1).map(({ digest, length }) => ({ digest, length })));
});

it('reads a file of any other kind for its bytes alone', async () => {
  const bytes = new TextEncoder().encode('fLaC and so on');
  const digest = await sha256(bytes);
  const chunks = [{ offset: 0, length: bytes.length, digest }];
  expect(await printOf(bytes)).toEqual({ digest, chunks, sound: null });
});

it('finds a broken file and says what is wrong', async () => {
  const result = await readPrint(new Blob([makeWav().subarray(0, 2000)]));
  expect(result).toMatchObject({
    kind: 'broken',
    reason: 'audio-truncated',
    message: expect.stringMatching(/cut short/),
  });
});

it('reports how far it has read, and stops when asked', async () => {
  const controller = new AbortController();
  const reached: number[] = [];
  const wav = makeWav({ seconds: 30 });
  await readPrint(new Blob([wav]), (bytes) => reached.push(bytes));
  expect(reached.at(-1)).toBe(wav.length);
  expect(reached).toEqual(reached.toSorted((a, b) => a - b));
  const stopped = readPrint(new Blob([wav]), () => controller.abort(), controller.signal);
  await expect(stopped).rejects.toThrow(/abort/i);
});

it('says so when the disk does not give the bytes', async () => {
  const file = new Blob([makeWav()]);
  const gone = new Blob();
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  file.slice = () => gone;
  expect(await readPrint(file)).toEqual({ kind: 'unreadable' });
});
