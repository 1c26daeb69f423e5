import { expect, it } from 'vitest';
import type { Connection } from '../connection.ts';
import { Fingerprinter, type PrintWorker } from './fingerprinter.ts';
import type { PrintReply, PrintRequest } from './print-protocol.ts';

class FakeWorker implements PrintWorker {
  static made: FakeWorker[] = [];
  onmessage: PrintWorker['onmessage'] = null;
  onerror: PrintWorker['onerror'] = null;
  readonly requests: PrintRequest[] = [];
  isTerminated = false;

  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(request: PrintRequest): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  reply(reply: PrintReply): void {
    this.onmessage?.({ data: reply } as MessageEvent<PrintReply>);
  }
  start(): void {
    this.reply({ kind: 'progress', id: this.requests.at(-1)!.id, bytes: 0 });
  }
  finish(digest: string): void {
    const { id } = this.requests.at(-1)!;
    this.reply({ kind: 'result', id, result: { kind: 'read', print: { digest, chunks: [], sound: null } } });
  }
}

/** A network whose pauses end when the test says so. */
class FakeConnection implements Connection {
  offline = false;
  readonly pausesMs: number[] = [];
  #wake = () => {};
  nowMs = () => 0;
  isOffline = () => this.offline;
  pause(ms: number, signal: AbortSignal): Promise<void> {
    this.pausesMs.push(ms);
    return new Promise((resolve, reject) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }
  async wake(): Promise<void> {
    this.#wake();
    await Promise.resolve();
    await Promise.resolve();
  }
}

function setUp(maxWorkers: number, connection = new FakeConnection()) {
  FakeWorker.made = [];
  return new Fingerprinter(() => new FakeWorker(), maxWorkers, connection);
}
const never = new AbortController().signal;
const read = (fingerprinter: Fingerprinter, signal = never) => fingerprinter.read(new Blob(), () => {}, signal);

it('gives each worker one file at a time, and makes no more workers than it may', async () => {
  const fingerprinter = setUp(2);
  const results = [read(fingerprinter), read(fingerprinter), read(fingerprinter)];
  const [first, second] = FakeWorker.made;
  expect(FakeWorker.made).toHaveLength(2);
  second!.finish('b');
  expect(second!.requests).toHaveLength(2);
  second!.finish('c');
  first!.finish('a');
  expect((await Promise.all(results)).map((r) => r.kind === 'read' && r.print.digest)).toEqual(['a', 'b', 'c']);
});

it('cancels a file that is being read and goes on with the next', async () => {
  const fingerprinter = setUp(1);
  const controller = new AbortController();
  const cancelled = read(fingerprinter, controller.signal);
  const next = read(fingerprinter);
  controller.abort();
  await expect(cancelled).rejects.toThrow(/abort/i);
  expect(FakeWorker.made[0]!.requests.map(({ kind }) => kind)).toEqual(['read', 'cancel', 'read']);
  FakeWorker.made[0]!.finish('n');
  await expect(next).resolves.toMatchObject({ kind: 'read' });
});

it('loses only the file whose worker broke down', async () => {
  const fingerprinter = setUp(1);
  const broken = read(fingerprinter);
  const next = read(fingerprinter);
  FakeWorker.made[0]!.start();
  FakeWorker.made[0]!.onerror?.({} as ErrorEvent);
  await expect(broken).rejects.toThrow(/could not read/);
  FakeWorker.made[1]!.finish('n');
  await expect(next).resolves.toMatchObject({ kind: 'read' });
  fingerprinter.dispose();
  expect(FakeWorker.made[1]!.isTerminated).toBe(true);
});

it('hands the file of a worker that could not start to the one that did', async () => {
  const fingerprinter = setUp(2);
  const results = [read(fingerprinter), read(fingerprinter)];
  FakeWorker.made[1]!.onerror?.({} as ErrorEvent);
  FakeWorker.made[0]!.finish('a');
  FakeWorker.made[0]!.finish('b');
  expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(['read', 'read']);
  expect(FakeWorker.made).toHaveLength(2);
});

it('waits for the network where no worker could start, and loses no file', async () => {
  const connection = new FakeConnection();
  connection.offline = true;
  const fingerprinter = setUp(1, connection);
  const first = read(fingerprinter);
  for (let i = 0; i < 10; i++) {
    FakeWorker.made.at(-1)!.onerror?.({} as ErrorEvent);
    expect(FakeWorker.made).toHaveLength(i + 1);
    await connection.wake();
  }
  const second = read(fingerprinter);
  FakeWorker.made.at(-1)!.finish('a');
  FakeWorker.made.at(-1)!.finish('b');
  expect((await Promise.all([first, second])).map((r) => r.kind === 'read' && r.print.digest)).toEqual(['a', 'b']);
});

it('gives up where the network is there and no worker starts all the same', async () => {
  const connection = new FakeConnection();
  const fingerprinter = setUp(1, connection);
  const lost = read(fingerprinter);
  for (let i = 0; i < 4; i++) {
    FakeWorker.made.at(-1)!.onerror?.({} as ErrorEvent);
    await connection.wake();
  }
  expect(connection.pausesMs).toEqual([1000, 2000, 4000, 8000]);
  FakeWorker.made.at(-1)!.onerror?.({} as ErrorEvent);
  await expect(lost).rejects.toThrow(/could not read/);
});
