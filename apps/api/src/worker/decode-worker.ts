import { parentPort } from 'node:worker_threads';
import { decodeChunks } from '../pack/decode-chunks.ts';
import type { ChunkToDecode } from '../pack/encoded-chunk.ts';

/** Some chunks, and the number by which the answer is known. */
export interface DecodeRequest {
  id: number;
  chunks: ChunkToDecode[];
}

export type DecodeAnswer = { id: number; decoded: (Uint8Array | null)[] } | { id: number; problem: string };

async function answer({ id, chunks }: DecodeRequest): Promise<void> {
  try {
    const decoded = await decodeChunks(chunks);
    // Memory that is not shared is handed over: what came, of a chunk that is kept as it is; of every other, new.
    const owned = decoded.flatMap((bytes) => (bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []));
    parentPort?.postMessage({ id, decoded } satisfies DecodeAnswer, owned);
  } catch (err) {
    const problem = err instanceof Error ? (err.stack ?? err.message) : String(err);
    parentPort?.postMessage({ id, problem } satisfies DecodeAnswer);
  }
}

parentPort?.on('message', (request: DecodeRequest) => void answer(request));
