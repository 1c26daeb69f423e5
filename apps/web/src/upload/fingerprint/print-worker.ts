import { createWasmHasher } from '@beatflow/audio';
import type { PrintReply, PrintRequest } from './print-protocol.ts';
import { readPrint } from './read-print.ts';

/** Often enough for a smooth bar, seldom enough to cost nothing. */
const progressEveryMs = 100;

// The types of a worker's own global scope exclude those of a page, which everything else here needs.
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<PrintRequest>) => void) | null;
  postMessage(reply: PrintReply): void;
};

// Fetches what hashing needs while the network is there, before the first file.
createWasmHasher().catch(() => {});

const running = new Map<string, AbortController>();

scope.onmessage = ({ data }) => {
  if (data.kind === 'cancel') running.get(data.id)?.abort();
  else void read(data.id, data.file);
};

async function read(id: string, file: Blob): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  let lastReport = -progressEveryMs;
  const report = (bytes: number) => {
    if (performance.now() - lastReport < progressEveryMs) return;
    lastReport = performance.now();
    scope.postMessage({ kind: 'progress', id, bytes });
  };
  // Says also that this worker is there.
  report(0);
  try {
    scope.postMessage({ kind: 'result', id, result: await readPrint(file, report, controller.signal) });
  } catch {
    // Only an abort, which nobody waits for, or a part of the program that did not arrive.
    const message =
      'A part of this page did not arrive, so that the file could not be read. Please check your connection and drop it again.';
    scope.postMessage({ kind: 'result', id, result: { kind: 'broken', reason: 'internal', message } });
  } finally {
    running.delete(id);
  }
}
