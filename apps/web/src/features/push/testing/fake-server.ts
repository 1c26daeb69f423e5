import type { AudioFile } from '@beatflow/shared';
import { RequestError, type RequestErrorReason } from '../../../api/request-error.ts';
import type { Connection } from '../upload/connection.ts';
import type { UploadTransport } from '../upload/upload-transport.ts';

export function refusal(reason: RequestErrorReason, message: string = reason): RequestError {
  return new RequestError({ reason, message, requestId: 'r-1', data: {} });
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
  integratedLufs: -14,
  truePeakDbtp: -1,
  silenceHeadFrames: 0,
  silenceTailFrames: 0,
};

/** A server that keeps what arrives, and loses the line, refuses or waits when told to. */
export class FakeServer implements UploadTransport {
  readonly kept = new Map<string, number>();
  readonly complete = new Set<string>();
  /** Bytes that travelled, per digest. */
  readonly received = new Map<string, number>();
  /** For each coming send: after how many bytes the line drops. */
  drops: number[] = [];
  refusals: RequestError[] = [];
  audio: AudioFile = audioFacts;
  sending = 0;
  mostSending = 0;
  /** When set, sends wait here after their first byte. */
  gate: Promise<void> | null = null;
  onSend: () => void = () => {};

  async findStored(digest: string, signal: AbortSignal) {
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.complete.has(digest)) return { isComplete: true as const };
    return { isComplete: false as const, offset: this.kept.get(digest) ?? 0 };
  }

  async send({ digest, file, offset, onSent }: Parameters<UploadTransport['send']>[0], signal: AbortSignal) {
    this.sending += 1;
    this.mostSending = Math.max(this.mostSending, this.sending);
    this.onSend();
    try {
      onSent(offset + 1);
      await raceAbort(this.gate ?? Promise.resolve(), signal);
      const refused = this.refusals.shift();
      if (refused) throw refused;
      const drop = this.drops.shift();
      const end = drop === undefined ? file.size : Math.min(file.size, offset + drop);
      this.received.set(digest, (this.received.get(digest) ?? 0) + end - offset);
      this.kept.set(digest, end);
      onSent(end);
      if (end < file.size) throw refusal('offline');
      this.complete.add(digest);
      return { ...this.audio, digest };
    } finally {
      this.sending -= 1;
    }
  }
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
