import type { ChunkDigest } from '@beatflow/audio/chunks';
import { firstBatchBytes, frameChunks, nextBatchBytes, sumBytes, takeBatch } from './chunk-batch.ts';
import type { Connection } from './connection.ts';
import { FileChangedError } from './file-changed.ts';
import type { UploadTransport } from './upload-transport.ts';

interface Batches {
  file: Blob;
  missing: readonly ChunkDigest[];
  transport: UploadTransport;
  connection: Connection;
  signal: AbortSignal;
  /** Hears how many bytes of the missing chunks have left this machine, or are there. */
  onSent: (bytes: number) => void;
  /** Hears the same of what the server has said to have. */
  onArrived: (bytes: number) => void;
}

/** Sends chunks in as many requests as the line makes sensible, so that little has to be sent again when it drops. */
export async function sendInBatches(batches: Batches): Promise<void> {
  const { file, missing, transport, connection, signal, onSent, onArrived } = batches;
  let sent = 0;
  let batchBytes = firstBatchBytes;
  for (let at = 0; at < missing.length; ) {
    const batch = takeBatch(missing, at, batchBytes);
    const bytes = sumBytes(batch);
    const before = sent;
    const begin = connection.nowMs();
    const onProgress = (now: number) => onSent(before + Math.min(bytes, now));
    const staged = await transport.sendChunks(frameChunks(file, batch), onProgress, signal);
    if (!batch.every((chunk) => staged.has(chunk.digest))) throw new FileChangedError();
    at += batch.length;
    sent += bytes;
    onArrived(sent);
    onSent(sent);
    batchBytes = nextBatchBytes(bytes, connection.nowMs() - begin);
  }
}
