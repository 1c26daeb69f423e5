import type { IncomingMessage } from 'node:http';

export interface ReceiveOptions {
  write: (bytes: Uint8Array) => Promise<void>;
  /** A client that sends nothing for this long is taken for gone. */
  stallTimeoutMs: number;
}

const batchBytes = 1024 * 1024;

/**
 * Reads a request's body, never holding more than about a megabyte: `whole` when all of it came, `broken` when the
 * client hung up or fell silent. Rejects with what `write` rejects with; the rest of the body is then thrown away.
 *
 * It listens to events, because `for await` over a body may wait for ever when the client hangs up.
 */
export function receiveBody(
  req: IncomingMessage,
  { write, stallTimeoutMs }: ReceiveOptions,
): Promise<'whole' | 'broken'> {
  return new Promise((resolve, reject) => {
    let batch: Buffer[] = [];
    let isWriting = false;
    let receipt: 'whole' | 'broken' | null = null;

    const stall = setTimeout(() => req.destroy(), stallTimeoutMs);

    function settle(finish: () => void): void {
      clearTimeout(stall);
      req.off('data', onData).off('end', onEnd).off('close', onClose);
      req.on('error', () => {});
      finish();
    }

    async function flush(): Promise<void> {
      isWriting = true;
      try {
        while (batch.length > 0) {
          const bytes = batch.length === 1 ? batch[0]! : Buffer.concat(batch);
          batch = [];
          await write(bytes);
          if (receipt === null) req.resume();
        }
      } catch (err) {
        settle(() => reject(err));
        req.resume();
        return;
      }
      isWriting = false;
      const result = receipt;
      if (result !== null) settle(() => resolve(result));
    }

    function onData(bytes: Buffer): void {
      stall.refresh();
      batch.push(bytes);
      if (isWriting && batch.reduce((sum, { length }) => sum + length, 0) >= batchBytes) req.pause();
      if (!isWriting) void flush();
    }

    function end(how: 'whole' | 'broken'): void {
      receipt ??= how;
      if (!isWriting) void flush();
    }

    const onEnd = () => end('whole');
    const onClose = () => end('broken');

    req.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
    // Whoever hung up while access was being checked has closed the request already.
    if (req.destroyed && !req.readableEnded) onClose();
  });
}
