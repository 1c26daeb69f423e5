import { browserConnection, type Connection } from '../connection.ts';
import type { PrintReply, PrintRequest } from './print-protocol.ts';
import type { PrintResult } from './read-print.ts';

/** The part of a Worker that is used here. */
export interface PrintWorker {
  postMessage(request: PrintRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<PrintReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Job {
  id: string;
  file: Blob;
  onProgress: (bytes: number) => void;
  resolve: (result: PrintResult) => void;
  reject: (error: Error) => void;
}

interface Seat {
  worker: PrintWorker;
  job: Job | null;
  /** Whether its program arrived: it has answered something. */
  hasStarted: boolean;
}

/** How long to wait before a worker is started again whose program did not arrive. */
const restartPausesMs = [1000, 2000, 4000, 8000];

let spare: PrintWorker | null = null;

/** Starts a worker before there is a file for it, since starting one takes the network. */
export function warmPrintWorker(): void {
  if (spare) return;
  const worker = spawnPrintWorker();
  // One that did not arrive is of no use to the first file.
  worker.onerror = () => {
    if (spare === worker) spare = null;
  };
  spare = worker;
}

function createPrintWorker(): PrintWorker {
  const worker = spare ?? spawnPrintWorker();
  spare = null;
  return worker;
}

function spawnPrintWorker(): PrintWorker {
  return new Worker(new URL('./print-worker.ts', import.meta.url), { type: 'module', name: 'fingerprints' });
}

/** What a push needs of reading files. */
export interface PrintReader {
  /** Answers what the file is; rejects with the signal's reason when it is aborted. */
  read(file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<PrintResult>;
  dispose(): void;
}

/** Reads files in Web Workers, each worker one file at a time, so that the page never waits. */
export class Fingerprinter implements PrintReader {
  readonly #createWorker: () => PrintWorker;
  readonly #connection: Connection;
  readonly #disposed = new AbortController();
  #maxWorkers: number;
  /** How many workers in a row did not start. */
  #failedStarts = 0;
  #isPausing = false;
  readonly #seats: Seat[] = [];
  #waiting: Job[] = [];
  #count = 0;

  constructor(createWorker: () => PrintWorker = createPrintWorker, maxWorkers = 2, connection = browserConnection) {
    this.#createWorker = createWorker;
    this.#connection = connection;
    this.#maxWorkers = maxWorkers;
  }

  read(file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<PrintResult> {
    return new Promise((resolve, reject) => {
      const job: Job = { id: String(++this.#count), file, onProgress, resolve, reject };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      signal.addEventListener('abort', () => this.#cancel(job, signal.reason as Error), { once: true });
      this.#waiting.push(job);
      this.#next();
    });
  }

  dispose(): void {
    this.#disposed.abort();
    for (const { worker } of this.#seats) worker.terminate();
    this.#seats.length = 0;
    this.#waiting = [];
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const seat = this.#seats.find(({ job }) => job === null) ?? this.#openSeat();
      if (!seat) return;
      const job = this.#waiting.shift()!;
      seat.job = job;
      seat.worker.postMessage({ kind: 'read', id: job.id, file: job.file });
    }
  }

  #openSeat(): Seat | null {
    if (this.#isPausing || this.#seats.length >= this.#maxWorkers) return null;
    const seat: Seat = { worker: this.#createWorker(), job: null, hasStarted: false };
    seat.worker.onmessage = ({ data }) => this.#hear(seat, data);
    seat.worker.onerror = () => this.#replace(seat);
    this.#seats.push(seat);
    return seat;
  }

  #hear(seat: Seat, reply: PrintReply): void {
    seat.hasStarted = true;
    this.#failedStarts = 0;
    const { job } = seat;
    if (job?.id !== reply.id) return;
    if (reply.kind === 'progress') {
      job.onProgress(reply.bytes);
      return;
    }
    seat.job = null;
    job.resolve(reply.result);
    this.#next();
  }

  #cancel(job: Job, reason: Error): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== job);
    const seat = this.#seats.find((candidate) => candidate.job === job);
    if (seat) {
      seat.worker.postMessage({ kind: 'cancel', id: job.id });
      seat.job = null;
    }
    job.reject(reason);
    this.#next();
  }

  /** A worker that could not start or broke down hands its file to the others. */
  #replace(seat: Seat): void {
    const { worker, job, hasStarted } = seat;
    worker.terminate();
    this.#seats.splice(this.#seats.indexOf(seat), 1);
    if (this.#seats.length > 0) {
      this.#maxWorkers = this.#seats.length;
      if (job) this.#waiting.unshift(job);
    } else if (!hasStarted && this.#mayStartAgain()) {
      if (job) this.#waiting.unshift(job);
      void this.#startLater();
    } else {
      job?.reject(new Error('The browser could not read this file. Please reload the page and try again.'));
    }
    this.#next();
  }

  /** As long as the machine is offline, the program of a worker is worth waiting for. */
  #mayStartAgain(): boolean {
    return this.#connection.isOffline() || this.#failedStarts < restartPausesMs.length;
  }

  async #startLater(): Promise<void> {
    const pauseMs = restartPausesMs[this.#failedStarts] ?? restartPausesMs.at(-1)!;
    if (!this.#connection.isOffline()) this.#failedStarts += 1;
    this.#isPausing = true;
    try {
      await this.#connection.pause(pauseMs, this.#disposed.signal);
    } catch {
      return;
    }
    this.#isPausing = false;
    this.#next();
  }
}
