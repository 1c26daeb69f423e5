import { toRequestError } from '../api/request-error.ts';
import { browserConnection, type Connection } from './connection.ts';
import { FileChangedError } from './file-changed.ts';
import { Foresight } from './foresight.ts';
import { isRunning, type Transfer } from './transfer.ts';
import { type UploadJob, uploadFile } from './upload-file.ts';
import type { UploadTransport } from './upload-transport.ts';

interface Entry {
  job: UploadJob;
  transfer: Transfer;
  controller: AbortController | null;
}

/** Uploads files, a few at a time, in the order in which they were added. */
export class UploadQueue {
  readonly #transport: UploadTransport;
  readonly #connection: Connection;
  readonly #parallel: number;
  readonly #foresight: Foresight;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(id: string, transfer: Transfer) => void>();

  constructor(transport: UploadTransport, connection: Connection = browserConnection, parallel = 3) {
    this.#transport = transport;
    this.#connection = connection;
    this.#parallel = parallel;
    this.#foresight = new Foresight(transport, connection, (id, travelBytes) => {
      const entry = this.#entries.get(id);
      if (entry?.transfer.phase === 'waiting') this.#set(id, entry, { phase: 'waiting', travelBytes });
    });
  }

  /** Hears every change of every transfer; answers how to stop listening. */
  subscribe(listener: (id: string, transfer: Transfer) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  find(id: string): Transfer | null {
    return this.#entries.get(id)?.transfer ?? null;
  }

  /** Starts or, after a failure or cancelling, starts again. A file that is under way or done is left alone. */
  add(id: string, job: UploadJob): void {
    const entry = this.#entries.get(id);
    if (entry && (isRunning(entry.transfer) || entry.transfer.phase === 'done')) return;
    this.#entries.delete(id);
    this.#entries.set(id, { job, transfer: { phase: 'waiting' }, controller: null });
    this.#tell(id, { phase: 'waiting' });
    this.#next();
  }

  cancel(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || !isRunning(entry.transfer)) return;
    entry.controller?.abort(new DOMException('Cancelled', 'AbortError'));
    this.#foresight.forget(id);
    this.#set(id, entry, { phase: 'cancelled' });
    this.#next();
  }

  /** Lets go of what is known of a file, so that the server is asked for it again. */
  forget(id: string): void {
    this.cancel(id);
    this.#foresight.forget(id);
    this.#entries.delete(id);
  }

  cancelAll(): void {
    for (const id of this.#entries.keys()) this.cancel(id);
  }

  #next(): void {
    const running = [...this.#entries.values()].filter(({ transfer, controller }) => controller && isRunning(transfer));
    let free = this.#parallel - running.length;
    for (const [id, entry] of this.#entries) {
      if (entry.transfer.phase !== 'waiting' || entry.controller) continue;
      if (free > 0) void this.#run(id, entry);
      else this.#foresight.ask(id, entry.job);
      free -= 1;
    }
  }

  async #run(id: string, entry: Entry): Promise<void> {
    const controller = new AbortController();
    entry.controller = controller;
    const report = (transfer: Transfer) => {
      if (!controller.signal.aborted) this.#set(id, entry, transfer);
    };
    try {
      const { signal } = controller;
      const foreseen = () => this.#foresight.take(id);
      const uploaded = await uploadFile(entry.job, this.#transport, this.#connection, report, signal, foreseen);
      this.#foresight.noteArrived(entry.job);
      report({ phase: 'done', ...uploaded });
    } catch (err) {
      report(toFailure(err));
    }
    this.#next();
  }

  #set(id: string, entry: Entry, transfer: Transfer): void {
    if (this.#entries.get(id) !== entry) return;
    entry.transfer = transfer;
    this.#tell(id, transfer);
  }

  #tell(id: string, transfer: Transfer): void {
    for (const listener of this.#listeners) listener(id, transfer);
  }
}

function toFailure(err: unknown): Transfer {
  if (err instanceof FileChangedError) {
    return { phase: 'failed', reason: 'file-changed', message: err.message, requestId: null };
  }
  const { reason, message, requestId } = toRequestError(err);
  if (reason !== 'sign-in-required') return { phase: 'failed', reason, message, requestId };
  const ended = 'Your session has ended. Sign in again in another tab, then try again here: nothing is lost.';
  return { phase: 'failed', reason, message: ended, requestId };
}
