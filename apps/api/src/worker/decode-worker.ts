import { parentPort } from 'node:worker_threads';
import { decodeChunks } from '../pack/decode-chunks.ts';
import type { EncodedChunk } from '../pack/encoded-chunk.ts';

/** Some chunks, and the number by which the answer is known. */
export interface DecodeRequest {
  id: number;
  chunks: EncodedChunk[];
}

export type DecodeAnswer = { id: number; decoded: (Uint8Array | null)[] } | { id: number; problem: string };

async function answer({ id, chunks }: DecodeRequest): Promise<void> {
  try {
    const decoded = await decodeChunks(chunks);
    // A chunk that is kept as it is answers what came, which is its own; every other is new.
    const owned = decoded.flatMap((bytes) => (bytes ? [bytes.buffer as ArrayBuffer] : []));
    parentPort?.postMessage({ id, decoded } satisfies DecodeAnswer, owned);
  } catch (err) {
    const problem = err instanceof Error ? (err.stack ?? err.message) : String(err);
    parentPort?.postMessage({ id, problem } satisfies DecodeAnswer);
  }
}

parentPort?.on('message', (request: DecodeRequest) => void answer(request));
