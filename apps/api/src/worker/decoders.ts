import type { Worker } from 'node:worker_threads';
import { BeatflowError } from '@beatflow/shared';
import type { ChunkToDecode } from '../pack/encoded-chunk.ts';
import type { DecodeAnswer, DecodeRequest } from './decode-worker.ts';
import { startWorker } from './start-worker.ts';

interface Waiting {
  resolve: (decoded: (Uint8Array | null)[]) => void;
  reject: (err: unknown) => void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

/** Fewer chunks than these go to one thread. */
const leastChunks = 4;

/**
 * Threads that decode chunks for who reads audio, so that the server goes on answering meanwhile. They are others than
 * those that take files in: nobody who listens waits for a long upload.
 */
export class Decoders {
  readonly #maxThreads: number;
  readonly #threads: Thread[] = [];
  #nextId = 0;
  #isClosed = false;

  constructor(maxThreads: number) {
    this.#maxThreads = maxThreads;
  }

  /**
   * Decodes chunks, in order; null for each whose bytes are not what its digest says. When this returns or throws, no thread
   * writes into memory any more that was named for what is decoded.
   */
  async decode(chunks: readonly ChunkToDecode[]): Promise<(Uint8Array | null)[]> {
    if (chunks.length === 0) return [];
    const share = Math.max(leastChunks, Math.ceil(chunks.length / this.#maxThreads));
    const shares: Promise<(Uint8Array | null)[]>[] = [];
    for (let at = 0; at < chunks.length; at += share) shares.push(this.#ask(chunks.slice(at, at + share)));
    const answers = await Promise.allSettled(shares);
    return answers.flatMap((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  #ask(chunks: ChunkToDecode[]): Promise<(Uint8Array | null)[]> {
    if (this.#isClosed) return Promise.reject(new BeatflowError('server-busy'));
    const thread = this.#choose();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      thread.worker.ref();
      // What is shared or handed over is not copied on its way. Handed over is memory of its own alone, and not a part of
      // what was read at once.
      const posted = chunks.map((chunk) => ({
        ...chunk,
        bytes: isShared(chunk.bytes) ? chunk.bytes : Uint8Array.from(chunk.bytes),
      }));
      const owned = posted.flatMap(({ bytes }) => (bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []));
      thread.worker.postMessage({ id, chunks: posted } satisfies DecodeRequest, owned);
    });
  }

  /** The thread that has least to do; a new one while all are at work and there may be more. */
  #choose(): Thread {
    const [idlest] = this.#threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
    if (idlest && (idlest.waiting.size === 0 || this.#threads.length >= this.#maxThreads)) return idlest;
    return this.#start();
  }

  #start(): Thread {
    const worker = startWorker('decoder');
    const thread: Thread = { worker, waiting: new Map() };
    this.#threads.push(thread);
    worker.on('message', (answer: DecodeAnswer) => {
      const waiting = thread.waiting.get(answer.id);
      thread.waiting.delete(answer.id);
      if (thread.waiting.size === 0) worker.unref();
      if ('problem' in answer) waiting?.reject(new Error(answer.problem));
      else waiting?.resolve(answer.decoded);
    });
    worker.on('error', (err) => this.#drop(thread, err));
    worker.on('exit', () => this.#drop(thread, new BeatflowError('server-busy')));
    return thread;
  }

  #drop(thread: Thread, err: unknown): void {
    const index = this.#threads.indexOf(thread);
    if (index >= 0) this.#threads.splice(index, 1);
    for (const { reject } of thread.waiting.values()) reject(err);
    thread.waiting.clear();
  }
}

function isShared({ buffer }: Uint8Array): boolean {
  return buffer instanceof SharedArrayBuffer;
}
