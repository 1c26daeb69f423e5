import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** As `PIECE_FRAMES` of the audio package, whose TypeScript this process does not load. */
const PIECE_FRAMES = 65_536;
export const SONG_FRAMES = 240 * 48_000;
export const CLICK_EVERY = 12_000;

/** Writes what a stem holds, told by its id, from `start` on. */
function fill(
  stemId: string,
  start: number,
  frames: number,
  write: (i: number, channel: number, value: number) => void,
) {
  const [kind, argument] = stemId.split('_');
  if (kind === 'count') {
    // Left or right counts frames, so that a recording says which frame was heard.
    for (let i = 0; i < frames; i++) write(i, Number(argument), (start + i) % 0x80_0000);
    return;
  }
  // Clicks at a power of two below full scale: a sum of clicks says which stems are in it.
  for (let i = (CLICK_EVERY - (start % CLICK_EVERY)) % CLICK_EVERY; i < frames; i += CLICK_EVERY) {
    write(i, 0, 0x80_0000 >> Number(argument));
    if (!stemId.endsWith('mono')) write(i, 1, 0x80_0000 >> Number(argument));
  }
}

/** Frames of a stem, the last ones of the song if there are fewer, as a WAV file. */
function wavOf(stemId: string, start: number, maxFrames: number): Buffer {
  const channels = stemId.endsWith('mono') ? 1 : 2;
  const frames = Math.min(maxFrames, SONG_FRAMES - start);
  const data = Buffer.alloc(44 + frames * channels * 3);
  data.write('RIFF', 0);
  data.writeUInt32LE(data.length - 8, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(channels, 22);
  data.writeUInt32LE(48_000, 24);
  data.writeUInt32LE(48_000 * channels * 3, 28);
  data.writeUInt16LE(channels * 3, 32);
  data.writeUInt16LE(24, 34);
  data.write('data', 36);
  data.writeUInt32LE(frames * channels * 3, 40);
  fill(stemId, start, frames, (i, channel, value) => data.writeIntLE(value, 44 + (i * channels + channel) * 3, 3));
  return data;
}

/** Builds the harness page as the product is built, into a folder of its own; it is never part of the product's build. */
async function buildHarness(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    resolve: { conditions: ['@beatflow/source', 'module', 'browser', 'development|production'] },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, minify: false, rolldownOptions: { input: HARNESS_PAGE } },
  });
}

const HARNESS_PAGE = fileURLToPath(new URL('player.html', import.meta.url));
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves the harness page, and the pieces of songs that are synthesised as they are asked for. */
export async function startHarnessServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'beatflow-harness-'));
  await buildHarness(outDir);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, stem, index] = /^\/stems\/([^/]+)\/(?:pieces\/(\d+)|audio)$/.exec(path) ?? [];
    if (stem !== undefined) {
      response.setHeader('content-type', 'audio/wav');
      response.end(
        index === undefined ? wavOf(stem, 0, SONG_FRAMES) : wavOf(stem, Number(index) * PIECE_FRAMES, PIECE_FRAMES),
      );
      return;
    }
    response.setHeader('content-type', CONTENT_TYPES[extname(path)] ?? 'application/octet-stream');
    createReadStream(join(outDir, path))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/player.html`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true });
    },
  };
}
