import { maxChunkBytes } from '@beatflow/audio/chunks';
import { BeatflowError, type SentChunk, type StemChunks, stemSet, wantedChunks } from '@beatflow/shared';
import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { ByteServices } from '../ingest/byte-services.ts';
import { type ChunkPlace, listChunkNames, listPlacesIn } from '../pack/chunk-place.ts';
import type { ChunkReader } from '../pack/chunk-reader.ts';
import { MemoryPool } from '../store/memory-pool.ts';
import { listReadableFiles } from './list-readable-files.ts';
import { writeOut } from './write-out.ts';

/** What is read from packs at a time, and the next while this is sent. */
const windowBytes = 4 * 2 ** 20;
/** A window ends with the chunk that fills it, and a read may go over gaps. */
const windowMemory = { sizeBytes: windowBytes + 2 * maxChunkBytes, maxIdle: 6 };

/** What the audio of many stems is made of, at once. */
export function postStemChunks({ database }: ByteServices): RequestHandler {
  return async (req, res) => {
    const { stems } = parse(stemSet, req);
    const files = await listReadableFiles(database, req, stems);
    const chunksOf = await listChunkNames(
      database,
      files.map(({ digest }) => digest),
    );
    const named = files.map(({ digest, size }) => ({ digest, size, chunks: chunksOf.get(digest) ?? [] }));
    res.set('Cache-Control', 'private, no-cache').json({ files: named } satisfies StemChunks);
  };
}

/**
 * Chunks of some stems as they are kept: what the asker can decode, nobody here has to. Each is found right by its checksum
 * before it is sent.
 */
export function postChunksRead({ database, chunks: reader }: ByteServices): RequestHandler {
  const pool = new MemoryPool(windowMemory);
  return async (req, res) => {
    const { stems, chunks, encodings } = parse(wantedChunks, req);
    const files = await listReadableFiles(database, req, stems);
    // The question does not name the chunks: how long it takes tells nothing of those that others have.
    const places = await listPlacesIn(
      database,
      files.map(({ digest }) => digest),
    );
    const wanted = chunks.map((digest) => {
      const place = places.get(digest);
      if (!place) throw new BeatflowError('not-found', { digest });
      return { place, isRaw: !encodings.includes(`${place.encoding}-${place.version}`) };
    });
    const head = formatHead(wanted.map(toSent));
    const size = wanted.reduce((sum, { place, isRaw }) => sum + (isRaw ? place.size : place.storedSize), head.length);
    res.set({
      'Content-Type': 'application/vnd.beatflow.chunks',
      'Content-Length': String(size),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    if (!(await writeOut(res, [head]))) return;
    const memory = [pool.take(), pool.take()] as const;
    if (!(await sendWindows(res, cutWindows(wanted), { reader, memory }))) return;
    for (const each of memory) pool.give(each);
    res.end();
  };
}

interface Wanted {
  place: ChunkPlace;
  isRaw: boolean;
}

function toSent({ place, isRaw }: Wanted): SentChunk {
  const { digest, size, storedSize, encoding, version } = place;
  return isRaw ? [digest, size, size, 'raw', 1] : [digest, size, storedSize, encoding, version];
}

function formatHead(chunks: SentChunk[]): Buffer {
  const text = Buffer.from(JSON.stringify({ chunks }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text]);
}

interface Reading {
  reader: ChunkReader;
  /** For what is being sent, and for what is read meanwhile. */
  memory: readonly [Uint8Array, Uint8Array];
}

/** False where nobody listens any more. When it throws, or answers that, its memory may still be in use. */
async function sendWindows(
  res: Response,
  windows: Iterator<Wanted[], undefined>,
  { reader, memory }: Reading,
): Promise<boolean> {
  const read = (turn: number) => readWindow(reader, windows.next().value, memory[turn % 2]!);
  let next = read(0);
  for (let turn = 1; ; turn++) {
    const window = await next;
    if (!window) return true;
    next = read(turn);
    // Whoever reads may stop here: then nobody asks what became of it.
    next.catch(() => {});
    if (!(await writeOut(res, window))) return false;
  }
}

async function readWindow(
  reader: ChunkReader,
  window: Wanted[] | undefined,
  memory: Uint8Array,
): Promise<Uint8Array[] | null> {
  if (!window) return null;
  const [raw, kept] = [true, false].map((isRaw) => window.filter((chunk) => chunk.isRaw === isRaw));
  const rawBytes = await reader.read(raw!.map(({ place }) => place));
  const keptBytes = await reader.readKept(
    kept!.map(({ place }) => place),
    memory,
  );
  const bytesOf = new Map(raw!.map(({ place }, i) => [place.digest, rawBytes[i]!]));
  for (const { digest, bytes } of keptBytes) bytesOf.set(digest, bytes);
  return window.map(({ place, isRaw }) => {
    const bytes = bytesOf.get(place.digest);
    if (bytes?.length === (isRaw ? place.size : place.storedSize)) return bytes;
    throw new Error(`The store keeps the chunk ${place.digest} in another way than it said.`);
  });
}

function* cutWindows(wanted: readonly Wanted[]): Generator<Wanted[], undefined> {
  let window: Wanted[] = [];
  let bytes = 0;
  for (const chunk of wanted) {
    window.push(chunk);
    bytes += chunk.place.storedSize;
    if (bytes < windowBytes) continue;
    yield window;
    [window, bytes] = [[], 0];
  }
  if (window.length > 0) yield window;
}

function parse<T>(schema: z.ZodType<T>, req: Request): T {
  const { success, data, error } = schema.safeParse(req.body);
  if (success) return data;
  const [issue] = error.issues;
  throw new BeatflowError('input-invalid', { field: String(issue?.path[0] ?? 'body') }, issue?.message);
}
