import type { AudioFile } from '@beatflow/shared';
import { RequestError, toRequestError } from '../../../api/request-error.ts';
import type { Connection } from './connection.ts';
import { SpeedMeter } from './speed-meter.ts';
import type { Transfer } from './transfer.ts';
import type { UploadTransport } from './upload-transport.ts';

export interface UploadJob {
  digest: string;
  file: Blob;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
/** In a row without one byte of progress; about three minutes of a server that is away while the network is not. */
const maxFruitless = 10;
/** While the machine itself is offline the tries are not counted, since they cannot succeed. */
const transient = new Set(['offline', 'server-busy', 'upload-busy', 'offset-mismatch', 'too-many-attempts']);

/**
 * Brings one file to the server: asks what is there, sends the rest, and when the line drops asks again and goes on
 * from what has arrived. Answers the server's facts, or null when it had the file. Throws what trying again cannot mend.
 */
export async function uploadFile(
  { digest, file }: UploadJob,
  transport: UploadTransport,
  connection: Connection,
  report: (transfer: Transfer) => void,
  signal: AbortSignal,
): Promise<AudioFile | null> {
  let arrived = 0;
  for (let fruitless = 0; ; fruitless++) {
    try {
      const stored = await transport.findStored(digest, signal);
      if (stored.isComplete) return null;
      const offset = stored.offset <= file.size ? stored.offset : 0;
      if (offset > arrived) fruitless = 0;
      arrived = offset;
      return await sendFrom(offset);
    } catch (err) {
      signal.throwIfAborted();
      const error = toRequestError(err);
      if (!transient.has(error.reason)) throw error;
      await requireReadable(file);
      const isOffline = connection.isOffline();
      if (isOffline) fruitless = 0;
      if (fruitless >= maxFruitless) throw givenUp(error);
      const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** fruitless);
      report({ phase: 'retrying', sentBytes: arrived, isOffline, retryAtMs: connection.nowMs() + ms });
      await connection.pause(ms, signal);
    }
  }

  async function sendFrom(offset: number): Promise<AudioFile> {
    const meter = new SpeedMeter(offset, connection.nowMs());
    const onSent = (bytes: number) => {
      if (bytes >= file.size) {
        report({ phase: 'checking' });
        return;
      }
      meter.add(bytes, connection.nowMs());
      const { bytesPerSecond } = meter;
      report({
        phase: 'uploading',
        sentBytes: bytes,
        bytesPerSecond,
        secondsLeft: meter.secondsLeft(file.size - bytes),
      });
    };
    // Everything may have arrived before the line dropped; then only the check is left.
    if (offset === file.size) report({ phase: 'checking' });
    else report({ phase: 'uploading', sentBytes: offset, bytesPerSecond: null, secondsLeft: null });
    return transport.send({ digest, file, offset, onSent }, signal);
  }
}

/** A browser says the same "network error" when the file on the disk was changed or taken away. */
async function requireReadable(file: Blob): Promise<void> {
  try {
    await file.slice(Math.max(0, file.size - 1)).arrayBuffer();
  } catch {
    throw new FileChangedError();
  }
}

export class FileChangedError extends Error {
  constructor() {
    super('This file was changed or moved on your disk meanwhile. Please choose it again.');
    this.name = 'FileChangedError';
  }
}

function givenUp(error: RequestError): RequestError {
  if (error.reason !== 'offline') return error;
  const message = 'The server could not be reached. What has arrived there is kept; please try again.';
  return new RequestError({ reason: 'offline', message, requestId: null, data: {} }, { cause: error });
}
