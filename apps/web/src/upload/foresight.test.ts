import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, FakeServer } from './testing/fake-server.ts';
import { makeJob } from './testing/make-job.ts';
import { UploadQueue } from './upload-queue.ts';

const mebibyte = 1024 * 1024;

/** A queue in which one file is under way, as long as the gate is shut, and another one waits. */
async function setUp(prepare: (server: FakeServer) => void = () => {}, waiting = makeJob('bb', 3)) {
  const server = new FakeServer();
  prepare(server);
  const connection = new FakeConnection();
  const queue = new UploadQueue(server, connection, 1);
  let open = () => {};
  server.gate = new Promise((resolve) => {
    open = resolve;
  });
  const settled = (id: string, phase: string) => vi.waitFor(() => expect(queue.find(id)?.phase).toBe(phase));
  queue.add('a', makeJob('aa'));
  await settled('a', 'uploading');
  queue.add('b', waiting);
  const foreseen = (travelBytes: number) =>
    vi.waitFor(() => expect(queue.find('b')).toEqual({ phase: 'waiting', travelBytes }));
  return { server, connection, queue, settled, foreseen, open };
}

describe('a file that waits for its turn', () => {
  it('says how much of it will travel, and is not asked for again', async () => {
    const kept = makeJob('bb', 3).chunks[1]!;
    const { server, settled, foreseen, open } = await setUp(({ kept: known }) => known.add(kept.digest));
    await foreseen(2 * mebibyte);
    expect(server.questions).toBe(2);
    open();
    await settled('b', 'done');
    expect(server.questions).toBe(2);
    expect(server.received.has(kept.digest)).toBe(false);
  });

  it('is asked for again when that was said long ago', async () => {
    const { server, connection, settled, foreseen, open } = await setUp();
    await foreseen(3 * mebibyte);
    connection.now += 10 * 60_000;
    open();
    await settled('b', 'done');
    expect(server.questions).toBe(3);
  });

  it('is asked for again, and uploaded, when nobody answered', async () => {
    const { server, connection, settled, foreseen, open } = await setUp(({ questionCuts }) => {
      questionCuts.push(false, true);
    });
    await foreseen(3 * mebibyte);
    expect(connection.pauses).toEqual([15_000]);
    open();
    await settled('b', 'done');
    expect(server.received.size).toBe(4);
  });

  it('does not send what has come with another file meanwhile', async () => {
    const shared = makeJob('aa');
    const { server, settled, foreseen, open } = await setUp(() => {}, { ...shared, digest: 'bb' });
    await foreseen(mebibyte);
    open();
    await settled('b', 'done');
    expect([...server.received.values()]).toEqual([mebibyte]);
  });

  it('is asked for no longer once it is cancelled', async () => {
    const { server, connection, queue, settled, open } = await setUp(({ questionCuts }) => {
      questionCuts.push(false, ...Array.from({ length: 100 }, () => true));
    });
    await vi.waitFor(() => expect(connection.pauses.length).toBeGreaterThan(0));
    queue.cancel('b');
    const { questions } = server;
    open();
    await settled('a', 'done');
    expect(server.questions).toBe(questions);
    expect(queue.find('b')).toEqual({ phase: 'cancelled' });
  });
});
