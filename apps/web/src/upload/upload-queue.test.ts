import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, FakeServer, refusal } from './testing/fake-server.ts';
import { makeJob as job } from './testing/make-job.ts';
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
  return { server, connection, queue, seen, phases, settled };
}

describe('UploadQueue', () => {
  it('takes a file from waiting to done', async () => {
    const { server, queue, phases, settled } = setUp();
    queue.add('a', job('aa', 3));
    await settled('a', 'done');
    expect(phases('a')).toEqual(['waiting', 'uploading', 'checking', 'done']);
    expect([...server.received.keys()]).toEqual(job('aa', 3).chunks.map(({ digest }) => digest));
    expect(queue.find('a')).toMatchObject({ travelBytes: 3 * 1024 * 1024, audio: { digest: 'aa' } });
  });

  it('sends nothing of a file that the server has', async () => {
    const { server, queue, phases, settled } = setUp();
    for (const { digest } of job('aa', 2).chunks) server.kept.add(digest);
    queue.add('a', job('aa', 2));
    await settled('a', 'done');
    expect(queue.find('a')).toMatchObject({ travelBytes: 0 });
    expect(phases('a')).toEqual(['waiting', 'checking', 'done']);
    expect(server.received.size).toBe(0);
  });

  it('sends only the chunks that are missing, and counts the others as there', async () => {
    const { server, queue, seen, settled } = setUp();
    const file = job('aa', 10, 1000);
    for (const { digest } of file.chunks.toSpliced(4, 1)) server.kept.add(digest);
    queue.add('a', file);
    await settled('a', 'done');
    expect([...server.received.keys()]).toEqual([file.chunks[4]!.digest]);
    expect(seen.a!.find(({ phase }) => phase === 'uploading')).toMatchObject({ sentBytes: 9000, travelBytes: 1000 });
  });

  it('sends what is in a file twice once', async () => {
    const { server, queue, settled } = setUp();
    const { chunks } = job('aa', 2, 1000);
    const twice = [...chunks, ...chunks.map((chunk) => ({ ...chunk, offset: chunk.offset + 2000 }))];
    const texts = await job('aa', 2, 1000).file.text();
    queue.add('a', { digest: 'aa', file: new Blob([texts, texts]), chunks: twice });
    await settled('a', 'done');
    expect([...server.received.values()]).toEqual([1000, 1000]);
  });

  it('goes on by itself where the line dropped, and sends no chunk twice that has arrived', async () => {
    const { server, queue, phases, settled } = setUp();
    server.cuts = [false, true, false, true, true];
    queue.add('a', job('aa', 20));
    await settled('a', 'done');
    expect([...server.received.values()]).toEqual(Array.from({ length: 20 }, () => 1024 * 1024));
    expect(phases('a')).toContain('retrying');
  });

  it('waits longer after each fruitless try, and begins anew once something has arrived', async () => {
    const { server, connection, queue, settled } = setUp();
    server.cuts = [true, true, true, false, true];
    queue.add('a', job('aa', 20));
    await settled('a', 'done');
    expect(connection.pauses).toEqual([1000, 2000, 4000, 1000]);
  });

  it('waits for the network as long as it takes, and goes on as soon as it is back', async () => {
    const { server, connection, queue, settled } = setUp();
    connection.offline = true;
    server.cuts = [true];
    queue.add('a', job('aa'));
    await settled('a', 'retrying');
    expect(queue.find('a')).toMatchObject({ phase: 'retrying', isOffline: true });
    connection.comeOnline();
    await settled('a', 'done');
  });

  it('gives up on a server that never answers, keeps what arrived, and can be asked again', async () => {
    const { server, queue, settled } = setUp();
    server.cuts = [false, ...Array.from({ length: 30 }, () => true)];
    queue.add('a', job('aa', 20));
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ reason: 'offline', message: expect.stringContaining('kept') });
    server.cuts = [];
    queue.add('a', job('aa', 20));
    await settled('a', 'done');
    expect([...server.received.values()]).toEqual(Array.from({ length: 20 }, () => 1024 * 1024));
  });

  it('asks again when a chunk has gone meanwhile', async () => {
    const { server, connection, queue, settled } = setUp();
    server.refusals = [refusal('chunks-missing')];
    queue.add('a', job('aa'));
    await settled('a', 'done');
    expect(connection.pauses).toEqual([1000]);
  });

  it('says what the server said and does not try again what cannot succeed', async () => {
    const { server, queue, settled } = setUp();
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
    const { server, queue, settled } = setUp();
    server.refusals = [refusal('sign-in-required')];
    queue.add('a', job('aa'));
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ message: expect.stringContaining('Sign in again in another tab') });
  });

  it('says so when the file on the disk was taken away', async () => {
    const { server, queue, settled } = setUp();
    server.cuts = [true];
    const { chunks, file } = job('aa', 1, 10);
    const gone = new Blob();
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    file.slice = () => gone;
    queue.add('a', { digest: 'aa', file, chunks });
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ reason: 'file-changed' });
  });

  it('says so when what was sent is not what was read', async () => {
    const { server, queue, settled } = setUp();
    queue.add('a', { ...job('aa', 1, 10), file: new Blob(['other 0 ..']) });
    await settled('a', 'failed');
    expect(queue.find('a')).toMatchObject({ reason: 'file-changed', message: expect.stringContaining('changed') });
    server.refusals = [refusal('digest-mismatch')];
    queue.add('b', job('bb'));
    await settled('b', 'failed');
    expect(queue.find('b')).toMatchObject({ reason: 'file-changed' });
  });

  it('uploads a few files at a time, in order', async () => {
    const { server, queue, settled } = setUp(3);
    const order: string[] = [];
    queue.subscribe((id, { phase }) => phase === 'done' && order.push(id));
    for (let i = 0; i < 12; i++) queue.add(`${i}`, job(`d${i}`));
    await settled('11', 'done');
    expect(server.mostSending).toBe(3);
    expect(order).toEqual(Array.from({ length: 12 }, (_, i) => `${i}`));
  });

  it('cancels one file, and the next takes its place', async () => {
    const { server, queue, settled } = setUp(1);
    let open = () => {};
    server.gate = new Promise((resolve) => {
      open = resolve;
    });
    queue.add('a', job('aa'));
    queue.add('b', job('bb'));
    await settled('a', 'uploading');
    expect(queue.find('b')).toMatchObject({ phase: 'waiting' });
    queue.cancel('a');
    open();
    await settled('b', 'done');
    expect(queue.find('a')).toEqual({ phase: 'cancelled' });
    expect(server.complete.has('aa')).toBe(false);
  });

  it('cancels all, and starts again when asked', async () => {
    const { server, queue, settled } = setUp(2);
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
