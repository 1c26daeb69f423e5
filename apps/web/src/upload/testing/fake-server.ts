import type { AudioFile, ChunkName } from '@beatflow/shared';
import { RequestError, type RequestErrorReason } from '../../api/request-error.ts';
import type { Connection } from '../connection.ts';
import type { ChunksAlong, UploadTransport } from '../upload-transport.ts';
import { digestOf } from './digest-of.ts';

export function refusal(reason: RequestErrorReason, message: string = reason, data = {}): RequestError {
  return new RequestError({ reason, message, requestId: 'r-1', data });
}

export const audioFacts: AudioFile = {
  digest: '0'.repeat(64),
  size: 100,
  format: 'wav',
  codec: 'pcm-s16',
  sampleRate: 48_000,
  channels: 2,
  bitDepth: 16,
  sampleFormat: 'int',
  frames: 10,
  duration: 1,
  pcmDigest: '1'.repeat(64),
  isMeasured: true,
  integratedLufs: -14,
  truePeakDbtp: -1,
  silenceHeadFrames: 0,
  silenceTailFrames: 0,
};

/** A server that keeps the chunks that arrive, and loses the line, refuses or waits when told to. */
export class FakeServer implements UploadTransport {
  /** Chunks that need not be sent. */
  readonly kept = new Set<string>();
  readonly complete = new Set<string>();
  /** Bytes of chunks that travelled, per digest. */
  readonly received = new Map<string, number>();
  /** How often it was asked what is missing. */
  questions = 0;
  /** For each coming question: whether the line drops. */
  questionCuts: boolean[] = [];
  /** How many requests carried nothing but chunks. */
  batches = 0;
  /** For each coming request with chunks: whether the line drops in the middle of it. */
  cuts: boolean[] = [];
  /** For each coming file that is to be put together. */
  refusals: RequestError[] = [];
  audio: AudioFile = audioFacts;
  sending = 0;
  mostSending = 0;
  /** When set, chunks wait here after their first byte. */
  gate: Promise<void> | null = null;
  onSend: () => void = () => {};
  /** Tells whoever sends at the moment that so much has left. */
  tellSent: ((bytes: number) => void) | null = null;

  async findMissing(chunks: readonly ChunkName[], signal: AbortSignal) {
    this.questions += 1;
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.questionCuts.shift()) throw refusal('offline');
    return new Set(chunks.map(([digest]) => digest).filter((digest) => !this.kept.has(digest)));
  }

  async sendChunks(body: Blob, onSent: (bytes: number) => void, signal: AbortSignal) {
    this.batches += 1;
    return this.#stage(body, onSent, signal);
  }

  async #stage(body: Blob, onSent: (bytes: number) => void, signal: AbortSignal) {
    this.sending += 1;
    this.mostSending = Math.max(this.mostSending, this.sending);
    this.onSend();
    this.tellSent = onSent;
    try {
      onSent(1);
      if (this.gate) await raceAbort(this.gate, signal);
      if (this.cuts.shift()) throw refusal('offline');
      const texts = await readFrames(body);
      for (const text of texts) {
        const digest = digestOf(text);
        this.received.set(digest, (this.received.get(digest) ?? 0) + text.length);
        this.kept.add(digest);
      }
      onSent(body.size);
      return new Set(texts.map(digestOf));
    } finally {
      this.sending -= 1;
    }
  }

  async seal(digest: string, chunks: readonly ChunkName[], signal: AbortSignal, along?: ChunksAlong) {
    await Promise.resolve();
    signal.throwIfAborted();
    if (along) await this.#stage(along.body, along.onSent, signal);
    const refused = this.refusals.shift();
    if (refused) throw refused;
    const missing = chunks.flatMap(([name]) => (this.kept.has(name) ? [] : [name]));
    if (missing.length > 0) throw refusal('chunks-missing', 'Some are missing.', { missing });
    this.complete.add(digest);
    return { ...this.audio, digest };
  }
}

async function readFrames(body: Blob): Promise<string[]> {
  const bytes = await new Response(body).arrayBuffer();
  const texts: string[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const length = new DataView(bytes).getUint32(at, true);
    texts.push(new TextDecoder().decode(bytes.slice(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return texts;
}

async function raceAbort(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  await Promise.race([
    promise,
    new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  ]);
}

/** Time that passes only where something waits for it. */
export class FakeConnection implements Connection {
  now = 0;
  offline = false;
  readonly pauses: number[] = [];
  #wake: (() => void) | null = null;

  nowMs = () => this.now;
  isOffline = () => this.offline;

  pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      this.pauses.push(ms);
      const abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      const wake = () => {
        signal.removeEventListener('abort', abort);
        this.now += ms;
        resolve();
      };
      if (this.offline) this.#wake = wake;
      else setTimeout(wake, 0);
    });

  comeOnline(): void {
    this.offline = false;
    this.#wake?.();
  }
}
