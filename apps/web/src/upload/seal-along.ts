import type { ChunkDigest } from '@beatflow/audio/chunks';
import type { AudioFile } from '@beatflow/shared';
import { toRequestError } from '../api/request-error.ts';
import { frameChunks, sumBytes } from './chunk-batch.ts';
import type { Connection } from './connection.ts';
import { FileChangedError } from './file-changed.ts';
import { readMissing, toNames } from './pick-missing.ts';
import { goFirst } from './right-of-way.ts';
import type { UploadJob } from './upload-file.ts';
import type { UploadTransport } from './upload-transport.ts';

/** So much may travel in the request that has the file put together: half of what the server takes at once. */
export const mostAlongBytes = 8 * 1024 * 1024;
/** Who sends it all at once has it all sent again when the line drops: after so long, a line that is slow shows. */
const lookMs = 1500;
const longestMs = 6000;
const tooSlow = new DOMException('The line is too slow', 'AbortError');

interface Along {
  job: UploadJob;
  missing: readonly ChunkDigest[];
  transport: UploadTransport;
  connection: Connection;
  signal: AbortSignal;
  onSent: (bytes: number) => void;
}

/** Sends the missing chunks and has the file put together, in one request; null when the line is too slow for that. */
export async function sealAlong(along: Along): Promise<AudioFile | null> {
  const { job, missing, transport, connection, signal, onSent } = along;
  const totalBytes = sumBytes(missing);
  const begin = connection.nowMs();
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', abort);
  const follow = (bytes: number) => {
    const ms = connection.nowMs() - begin;
    if (bytes < totalBytes && ms > lookMs && (ms * totalBytes) / bytes > longestMs) controller.abort(tooSlow);
    else onSent(Math.min(totalBytes, bytes));
  };
  try {
    const body = frameChunks(job.file, missing);
    const names = toNames(job.chunks);
    return await goFirst(() => transport.seal(job.digest, names, controller.signal, { body, onSent: follow }));
  } catch (err) {
    if (err === tooSlow) return null;
    // What has just come cannot be missing, unless it is not what was read.
    const left = readMissing(toRequestError(err));
    if (missing.some(({ digest }) => left?.has(digest))) throw new FileChangedError();
    throw err;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
