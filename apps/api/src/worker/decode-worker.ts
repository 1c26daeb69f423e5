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
    // What is sent away must own its bytes, and no more than them.
    const decoded = (await decodeChunks(chunks)).map((bytes) => bytes && Uint8Array.from(bytes));
    const owned = decoded.flatMap((bytes) => (bytes ? [bytes.buffer] : []));
    parentPort?.postMessage({ id, decoded } satisfies DecodeAnswer, owned);
  } catch (err) {
    const problem = err instanceof Error ? (err.stack ?? err.message) : String(err);
    parentPort?.postMessage({ id, problem } satisfies DecodeAnswer);
  }
}

parentPort?.on('message', (request: DecodeRequest) => void answer(request));
