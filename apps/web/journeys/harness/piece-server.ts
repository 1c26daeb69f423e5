import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';

/** As `PIECE_FRAMES` of the audio package, whose TypeScript this process does not load. */
const PIECE_FRAMES = 65_536;
export const SONG_FRAMES = 240 * 48_000;
export const CLICK_EVERY = 12_000;

/** What a stem holds at a frame, as a 24-bit integer per channel, told by its id. */
function sampleOf(stemId: string): (frame: number, channel: number) => number {
  const [kind, argument] = stemId.split('_');
  // Left or right counts frames, so that a recording says which frame was heard.
  if (kind === 'count') return (frame, channel) => (channel === Number(argument) ? frame % 0x80_0000 : 0);
  // Clicks at a power of two below full scale: a sum of clicks says which stems are in it.
  return (frame) => (frame % CLICK_EVERY === 0 ? 0x80_0000 >> Number(argument) : 0);
}

function wavPiece(stemId: string, channels: number, index: number): Buffer {
  const start = index * PIECE_FRAMES;
  const frames = Math.min(PIECE_FRAMES, SONG_FRAMES - start);
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
  const sample = sampleOf(stemId);
  for (let i = 0; i < frames; i++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = sample(start + i, channel);
      if (value !== 0) data.writeIntLE(value, 44 + (i * channels + channel) * 3, 3);
    }
  }
  return data;
}

function piecePlugin(): Plugin {
  return {
    name: 'harness:pieces',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const match = /^\/stems\/([^/]+)\/pieces\/(\d+)$/.exec(request.url ?? '');
        if (match === null) return next();
        const channels = match[1]!.endsWith('mono') ? 1 : 2;
        response.setHeader('content-type', 'audio/wav');
        response.end(wavPiece(match[1]!, channels, Number(match[2])));
      });
    },
  };
}

/** Serves the harness page and the pieces of synthesised songs; never part of the production build. */
export async function startHarnessServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    cacheDir: fileURLToPath(new URL('../../node_modules/.vite-harness', import.meta.url)),
    logLevel: 'error',
    resolve: { conditions: ['@beatflow/source', 'module', 'browser', 'development|production'] },
    plugins: [piecePlugin()],
    worker: { format: 'es' },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/journeys/harness/player.html`, close: () => server.close() };
}
