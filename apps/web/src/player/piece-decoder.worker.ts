import { readWavPiece } from '@beatflow/audio';
import type { PieceAnswer, PieceRequest } from './piece-decoder.ts';

/** Fetches and decodes pieces off the main thread. One request has one answer; an aborted one has none. */
const running = new Map<number, AbortController>();

async function readPiece(url: string, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>[]> {
  const response = await fetch(url, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const { planes } = await readWavPiece(new Uint8Array(await response.arrayBuffer()));
  return planes;
}

async function answer(id: number, url: string): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  let message: PieceAnswer;
  try {
    message = { id, planes: await readPiece(url, abort.signal) };
  } catch (err) {
    message = { id, error: err instanceof Error ? err.message : String(err) };
  }
  running.delete(id);
  if (abort.signal.aborted) return;
  const transfer = 'planes' in message ? message.planes.map(({ buffer }) => buffer) : [];
  self.postMessage(message, { transfer });
}

self.addEventListener('message', ({ data }: MessageEvent<PieceRequest>) => {
  if ('url' in data) void answer(data.id, data.url);
  else running.get(data.id)?.abort();
});
