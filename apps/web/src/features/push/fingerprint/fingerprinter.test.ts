import { expect, it } from 'vitest';
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
  finish(digest: string): void {
    const { id } = this.requests.at(-1)!;
    this.reply({ kind: 'result', id, result: { kind: 'read', print: { digest, chunks: [], sound: null } } });
  }
}

function setUp(maxWorkers: number) {
  FakeWorker.made = [];
  return new Fingerprinter(() => new FakeWorker(), maxWorkers);
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
