import { createHash, type Hash } from 'node:crypto';
import { request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWavHeader } from '@beatflow/audio';
import { makeUser } from '@beatflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, get, head, put } from './testing/byte-client.ts';
import { type ByteServer, startByteServer } from './testing/byte-server.ts';
import { makeVersion } from './testing/make-version.ts';
import { makeWav } from './testing/make-wav.ts';

const mebibyte = 2 ** 20;
const blocks = 600;
const shape = { sampleRate: 48_000, channels: 2, bitDepth: 64, sampleFormat: 'float' as const };
const block = Buffer.alloc(mebibyte);
const header = writeWavHeader(shape, (blocks * mebibyte) / 16);
let server: ByteServer;
let user: string;

beforeAll(async () => {
  server = await startByteServer();
  user = (await makeUser()).id;
});
afterAll(() => server.close());

function digestOfLarge(): string {
  const hash: Hash = createHash('sha256').update(header);
  for (let i = 0; i < blocks; i++) hash.update(block);
  return hash.digest('hex');
}

/** Sends the large file without ever holding it; answers the status. */
function putLarge(digest: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-User': user, 'Content-Length': header.length + blocks * mebibyte };
    const req = request(`${server.url}/audio/${digest}`, { method: 'PUT', headers }, (res) => {
      res.resume().on('end', () => resolve(res.statusCode ?? 0));
    });
    req.on('error', reject);
    req.write(header);
    let sent = 0;
    const send = () => {
      while (sent < blocks) {
        sent++;
        if (!req.write(block)) {
          req.once('drain', send);
          return;
        }
      }
      req.end();
    };
    send();
  });
}

test('while a file of 600 MB comes in, memory stays as it is and others are answered', async () => {
  const small = makeWav(200_000);
  await put(server.url, user, small);
  const stems = [{ name: 'Small', digest: digestOf(small) }];
  const { stemIds } = await makeVersion(server.services.database, { ownerId: user, stems });
  const digest = digestOfLarge();

  await server.services.ingest.measuring.idle();
  const rssBefore = process.memoryUsage().rss;
  let rssMost = rssBefore;
  let isDone = false;
  let answered = 0;
  let slowestMs = 0;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const watching = (async () => {
    while (!isDone) {
      rssMost = Math.max(rssMost, process.memoryUsage().rss);
      const startMs = performance.now();
      const piece = await get(server.url, `/stems/${stemIds[0]}/pieces/1`, user);
      await piece.arrayBuffer();
      slowestMs = Math.max(slowestMs, performance.now() - startMs);
      expect(piece.status).toBe(200);
      answered++;
      await sleep(50);
    }
  })();
  expect(await putLarge(digest)).toBe(201);
  isDone = true;
  await watching;
  delay.disable();

  const grownMb = Math.round((rssMost - rssBefore) / 1e6);
  const stallMs = Math.round(delay.max / 1e6);
  console.log(
    `600 MB: memory +${grownMb} MB, event loop at most ${stallMs} ms, slowest of ${answered} pieces ${Math.round(slowestMs)} ms`,
  );
  expect(await head(server.url, user, digest)).toMatchObject({ status: 200 });
  // Far from all of it; what V8 has not swept yet counts, and on a busy machine that is more.
  expect(grownMb).toBeLessThan(300);
  expect(stallMs).toBeLessThan(3000);
  expect(answered).toBeGreaterThan(3);
}, 240_000);
