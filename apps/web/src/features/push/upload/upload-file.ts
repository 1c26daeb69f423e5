import type { ChunkDigest } from '@beatflow/audio/chunks';
import type { AudioFile } from '@beatflow/shared';
import { RequestError, toRequestError } from '../../../api/request-error.ts';
import { firstBatchBytes, frameChunks, nextBatchBytes, sumBytes, takeBatch } from './chunk-batch.ts';
import type { Connection } from './connection.ts';
import { FileChangedError, requireReadable } from './file-changed.ts';
import { pickMissing, toNames } from './pick-missing.ts';
import { SpeedMeter } from './speed-meter.ts';
import type { Transfer } from './transfer.ts';
import type { UploadTransport } from './upload-transport.ts';

export interface UploadJob {
  digest: string;
  file: Blob;
  /** In order; together they are the file. */
  chunks: readonly ChunkDigest[];
}

/** What was said ahead of the digests of a file's chunks that are missing; null when that is to be asked. */
export type Foreseen = () => Promise<ReadonlySet<string> | null>;

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
 * Brings one file to the server: asks which of its chunks are missing there, sends those, and has it put together. When the
 * line drops it asks again, and goes on. Throws what trying again cannot mend.
 */
export async function uploadFile(
  { digest, file, chunks }: UploadJob,
  transport: UploadTransport,
  connection: Connection,
  report: (transfer: Transfer) => void,
  signal: AbortSignal,
  foreseen: Foreseen = () => Promise.resolve(null),
): Promise<{ audio: AudioFile; travelBytes: number }> {
  const names = toNames(chunks);
  let travelBytes: number | null = null;
  let arrived = 0;
  let fruitless = 0;
  for (;;) {
    try {
      const missing = pickMissing(chunks, (await foreseen()) ?? (await transport.findMissing(names, signal)));
      const missingBytes = sumBytes(missing);
      travelBytes ??= missingBytes;
      if (file.size - missingBytes > arrived) fruitless = 0;
      arrived = file.size - missingBytes;
      if (missing.length > 0) await sendAll(missing, arrived, travelBytes);
      report({ phase: 'checking', travelBytes });
      return { audio: await transport.seal(digest, names, signal), travelBytes };
    } catch (err) {
      signal.throwIfAborted();
      if (err instanceof FileChangedError) throw err;
      const error = toRequestError(err);
      // What was sent is not what was read.
      if (error.reason === 'digest-mismatch') throw new FileChangedError();
      if (!transient.has(error.reason)) throw error;
      await requireReadable(file);
      const isOffline = connection.isOffline();
      if (isOffline) fruitless = 0;
      if (fruitless >= maxFruitless) throw givenUp(error);
      const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** fruitless);
      fruitless += 1;
      report({ phase: 'retrying', sentBytes: arrived, isOffline, retryAtMs: connection.nowMs() + ms });
      await connection.pause(ms, signal);
    }
  }

  async function sendAll(missing: readonly ChunkDigest[], known: number, inAll: number): Promise<void> {
    const meter = new SpeedMeter(known, connection.nowMs());
    const tell = (sentBytes: number) => {
      meter.add(sentBytes, connection.nowMs());
      const secondsLeft = meter.secondsLeft(file.size - sentBytes);
      report({
        phase: 'uploading',
        sentBytes,
        travelBytes: inAll,
        bytesPerSecond: meter.bytesPerSecond,
        secondsLeft,
      });
    };
    tell(known);
    let sent = known;
    let batchBytes = firstBatchBytes;
    for (let at = 0; at < missing.length; ) {
      const batch = takeBatch(missing, at, batchBytes);
      const bytes = sumBytes(batch);
      const before = sent;
      const begin = connection.nowMs();
      const onSent = (now: number) => tell(before + Math.min(bytes, now));
      const staged = await transport.sendChunks(frameChunks(file, batch), onSent, signal);
      if (!batch.every((chunk) => staged.has(chunk.digest))) throw new FileChangedError();
      at += batch.length;
      sent += bytes;
      arrived = sent;
      fruitless = 0;
      tell(sent);
      batchBytes = nextBatchBytes(bytes, connection.nowMs() - begin);
    }
  }
}

function givenUp(error: RequestError): RequestError {
  if (error.reason !== 'offline') return error;
  const message = 'The server could not be reached. What has arrived there is kept; please try again.';
  return new RequestError({ reason: 'offline', message, requestId: null, data: {} }, { cause: error });
}
