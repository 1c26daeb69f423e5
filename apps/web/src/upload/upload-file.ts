import type { ChunkDigest } from '@beatflow/audio/chunks';
import type { AudioFile, ChunkName } from '@beatflow/shared';
import { RequestError, toRequestError } from '../api/request-error.ts';
import { sumBytes } from './chunk-batch.ts';
import type { Connection } from './connection.ts';
import { FileChangedError, requireReadable } from './file-changed.ts';
import { pickMissing, readMissing, toNames } from './pick-missing.ts';
import { mostAlongBytes, sealAlong } from './seal-along.ts';
import { sendInBatches } from './send-in-batches.ts';
import { SpeedMeter } from './speed-meter.ts';
import type { Transfer } from './transfer.ts';
import type { UploadTransport } from './upload-transport.ts';

export interface UploadJob {
  digest: string;
  file: Blob;
  /** In order; together they are the file. */
  chunks: readonly ChunkDigest[];
}

export interface Uploaded {
  audio: AudioFile;
  /** What the server lacked when it was asked first. */
  travelBytes: number;
}

/** What was said ahead of the digests of a file's chunks that are missing; null when that is to be asked. */
export type Foreseen = () => Promise<ReadonlySet<string> | null> | null;

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** In a row without one byte of progress; about three minutes of a server that is away while the network is not. */
const maxFruitless = 10;
/** While the machine itself is offline the tries are not counted, since they cannot succeed. */
const transient = new Set([
  'offline',
  'server-busy',
  'storage-unavailable',
  'upload-busy',
  'chunks-missing',
  'too-many-attempts',
]);

/**
 * Brings one file to the server: asks which of its chunks are missing there, sends those, and has it put together; all in
 * one request when they are few. When the line drops it asks again, and goes on. Throws what trying again cannot mend.
 */
export function uploadFile(
  job: UploadJob,
  transport: UploadTransport,
  connection: Connection,
  report: (transfer: Transfer) => void,
  signal: AbortSignal,
  foreseen: Foreseen = () => null,
): Promise<Uploaded> {
  return new Upload({ job, transport, connection, report, signal, foreseen }).run();
}

interface UploadTools {
  job: UploadJob;
  transport: UploadTransport;
  connection: Connection;
  report: (transfer: Transfer) => void;
  signal: AbortSignal;
  foreseen: Foreseen;
}

class Upload {
  readonly #tools: UploadTools;
  readonly #names: readonly ChunkName[];
  #travelBytes: number | null = null;
  /** Bytes of the file that the server has, as far as is known. */
  #arrived = 0;
  #fruitless = 0;
  /** What is known to be missing without asking for it. */
  #told: ReadonlySet<string> | null = null;
  /** Once a request was lost, the next ones are small. */
  #isSmooth = true;

  constructor(tools: UploadTools) {
    this.#tools = tools;
    this.#names = toNames(tools.job.chunks);
  }

  async run(): Promise<Uploaded> {
    for (;;) {
      try {
        const missing = pickMissing(this.#tools.job.chunks, await this.#findMissing());
        const audio = await this.#send(missing);
        if (audio) return { audio, travelBytes: this.#travelBytes ?? 0 };
        this.#told = new Set(missing.map(({ digest }) => digest));
      } catch (err) {
        this.#tools.signal.throwIfAborted();
        await this.#recover(err);
      }
      this.#isSmooth = false;
    }
  }

  async #findMissing(): Promise<ReadonlySet<string>> {
    const { transport, signal, foreseen } = this.#tools;
    const known = this.#told ?? foreseen();
    this.#told = null;
    return (known && (await known)) ?? transport.findMissing(this.#names, signal);
  }

  /** Sends what is missing and seals; null when that is better done in smaller parts. */
  async #send(missing: readonly ChunkDigest[]): Promise<AudioFile | null> {
    const { job, transport, connection, signal } = this.#tools;
    const missingBytes = sumBytes(missing);
    this.#travelBytes ??= missingBytes;
    const known = job.file.size - missingBytes;
    this.#noteArrived(known);
    if (missing.length > 0) {
      const onSent = this.#followSending(known);
      if (this.#isSmooth && missingBytes <= mostAlongBytes) {
        return sealAlong({ job, missing, transport, connection, signal, onSent });
      }
      const onArrived = (bytes: number) => this.#noteArrived(known + bytes);
      await sendInBatches({ file: job.file, missing, transport, connection, signal, onSent, onArrived });
    }
    this.#reportChecking();
    return transport.seal(job.digest, this.#names, signal);
  }

  #noteArrived(bytes: number): void {
    if (bytes > this.#arrived) this.#fruitless = 0;
    this.#arrived = bytes;
  }

  /** Answers who is to hear how many of the missing bytes have left. */
  #followSending(known: number): (bytes: number) => void {
    const { job, connection, report } = this.#tools;
    const meter = new SpeedMeter(known, connection.nowMs());
    const tell = (bytes: number) => {
      const sentBytes = known + bytes;
      if (sentBytes >= job.file.size) {
        this.#reportChecking();
        return;
      }
      meter.add(sentBytes, connection.nowMs());
      report({
        phase: 'uploading',
        sentBytes,
        travelBytes: this.#travelBytes ?? 0,
        bytesPerSecond: meter.bytesPerSecond,
        secondsLeft: meter.secondsLeft(job.file.size - sentBytes),
      });
    };
    tell(0);
    return tell;
  }

  #reportChecking(): void {
    this.#tools.report({ phase: 'checking', travelBytes: this.#travelBytes ?? 0 });
  }

  /** Waits until it makes sense to try again; throws what trying again cannot mend. */
  async #recover(cause: unknown): Promise<void> {
    const { job, connection, report, signal } = this.#tools;
    if (cause instanceof FileChangedError) throw cause;
    const error = toRequestError(cause);
    // What was sent is not what was read.
    if (error.reason === 'digest-mismatch') throw new FileChangedError();
    if (!transient.has(error.reason)) throw error;
    await requireReadable(job.file);
    this.#told = this.#isSmooth ? readMissing(error) : null;
    if (this.#told) return;
    const isOffline = connection.isOffline();
    if (isOffline) this.#fruitless = 0;
    if (this.#fruitless >= maxFruitless) throw givenUp(error);
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#fruitless);
    this.#fruitless += 1;
    report({ phase: 'retrying', sentBytes: this.#arrived, isOffline, retryAtMs: connection.nowMs() + ms });
    await connection.pause(ms, signal);
  }
}

function givenUp(error: RequestError): RequestError {
  if (error.reason !== 'offline') return error;
  const message = 'The server could not be reached. What has arrived there is kept; please try again.';
  return new RequestError({ reason: 'offline', message, requestId: null, data: {} }, { cause: error });
}
