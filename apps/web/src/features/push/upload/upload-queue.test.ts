import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, FakeServer, refusal } from '../testing/fake-server.ts';
import type { Transfer } from './transfer.ts';
import { UploadQueue } from './upload-queue.ts';

function setUp(parallel = 3) {
  const server = new FakeServer();
  const connection = new FakeConnection();
  const queue = new UploadQueue(server, connection, parallel);
  const seen: Record<string, Transfer[]> = {};
  queue.subscribe((id, transfer) => {
    seen[id] = [...(seen[id] ?? []), transfer];
  });
  const phases = (id: string) => seen[id]!.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]);
  const settled = (id: string, phase: Transfer['phase']) => vi.waitFor(() => expect(queue.find(id)?.phase).toBe(phase));
  const job = (digest: string, size = 100) => ({ digest, file: new Blob([new Uint8Array(size)]) });
  return { server, connection, queue, seen, phases, settled, job };
}

describe('UploadQueue', () => {
  it('takes a file from waiting to done', async () => {
    const { server, queue, phases, settled, job } = setUp();
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(phases('a')).toEqual(['waiting', 'uploading', 'checking', 'done']);
    expect(server.received.get('aa')).toBe(100);
  });

  it('sends nothing of a file that the server has', async () => {
    const { server, queue, settled, job } = setUp();
    server.complete.add('aa');
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(queue.find('a')).toEqual({ phase: 'done', audio: null });
    expect(server.received.size).toBe(0);
  });

  it('goes on by itself where the line dropped, and sends no byte twice', async () => {
    const { server, queue, phases, settled, job } = setUp();
    server.drops = [30, 0, 25];
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(server.received.get('aa')).toBe(100);
    expect(phases('a')).toContain('retrying');
  });

  it('waits longer after each fruitless try, and begins anew once something has arrived', async () => {
    const { server, connection, queue, settled, job } = setUp();
    server.drops = [0, 0, 0, 50];
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(connection.pauses).toEqual([1000, 2000, 4000, 8000]);
  });

  it('waits for the network as long as it takes, and goes on as soon as it is back', async () => {
    const { server, connection, queue, settled, job } = setUp();
    connection.offline = true;
    server.drops = [40];
    queue.add('a', job('aa'));
    await settled('a', 'retrying');
    expect(queue.find('a')).toMatchObject({ phase: 'retrying', isOffline: true });
    connection.comeOnline();
    await settled('a', 'done');
    expect(server.received.get('aa')).toBe(100);
  });

  it('gives up on a server that never answers, keeps what arrived, and can be asked again', async () => {
    const { server, queue, settled, job } = setUp();
    server.drops = [60, ...Array.from({ length: 30 }, () => 0)];
    queue.add('a', job('aa'));
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ reason: 'offline', message: expect.stringContaining('kept') });
    server.drops = [];
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(server.received.get('aa')).toBe(100);
  });

  it('says what the server said and does not try again what cannot succeed', async () => {
    const { server, queue, settled, job } = setUp();
    server.refusals = [refusal('audio-truncated', 'This WAV file is cut short.')];
    queue.add('a', job('aa'));
    await settled('a', 'failed');
    expect(queue.find('a')).toEqual({
      phase: 'failed',
      reason: 'audio-truncated',
      message: 'This WAV file is cut short.',
      requestId: 'r-1',
    });
  });

  it('says what to do when the session has ended', async () => {
    const { server, queue, settled, job } = setUp();
    server.refusals = [refusal('sign-in-required')];
    queue.add('a', job('aa'));
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ message: expect.stringContaining('Sign in again in another tab') });
  });

  it('says so when the file on the disk was changed', async () => {
    const { server, queue, settled } = setUp();
    server.drops = [0];
    const file = new Blob([new Uint8Array(10)]);
    const gone = new Blob();
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    file.slice = () => gone;
    queue.add('a', { digest: 'aa', file });
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ reason: 'file-changed' });
  });

  it('uploads a few files at a time, in order', async () => {
    const { server, queue, settled, job } = setUp(3);
    const order: string[] = [];
    queue.subscribe((id, { phase }) => phase === 'done' && order.push(id));
    for (let i = 0; i < 12; i++) queue.add(`${i}`, job(`d${i}`));
    await settled('11', 'done');
    expect(server.mostSending).toBe(3);
    expect(order).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
  });

  it('cancels one file, and the next takes its place', async () => {
    const { server, queue, settled, job } = setUp(1);
    let open = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    queue.add('a', job('aa'));
    queue.add('b', job('bb'));
    await settled('a', 'uploading');
    expect(queue.find('b')).toEqual({ phase: 'waiting' });
    queue.cancel('a');
    open();
    await settled('b', 'done');
    expect(queue.find('a')).toEqual({ phase: 'cancelled' });
    expect(server.complete.has('aa')).toBe(false);
  });

  it('cancels all, and starts again when asked', async () => {
    const { server, queue, settled, job } = setUp(2);
    server.gate = new Promise(() => {});
    for (const id of ['a', 'b', 'c']) queue.add(id, job(id));
    await settled('a', 'uploading');
    queue.cancelAll();
    expect(['a', 'b', 'c'].map((id) => queue.find(id)!.phase)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    server.gate = null;
    queue.add('a', job('a'));
    await settled('a', 'done');
  });
});
