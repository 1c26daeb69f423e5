import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, FakeServer, refusal } from './testing/fake-server.ts';
import { makeJob } from './testing/make-job.ts';
import type { Transfer } from './transfer.ts';
import { uploadFile } from './upload-file.ts';

const mebibyte = 1024 * 1024;

function setUp() {
  const server = new FakeServer();
  const connection = new FakeConnection();
  const seen: Transfer[] = [];
  const controller = new AbortController();
  const upload = (job = makeJob('aa', 3)) =>
    uploadFile(job, server, connection, (transfer) => seen.push(transfer), controller.signal);
  return { server, connection, seen, controller, upload };
}

describe('a file of which little is missing', () => {
  it('is sent and sealed in one request', async () => {
    const { server, seen, upload } = setUp();
    const job = makeJob('aa', 20);
    for (const { digest } of job.chunks.slice(8)) server.kept.add(digest);
    const { travelBytes } = await upload(job);
    expect([server.batches, server.complete.has('aa'), travelBytes]).toEqual([0, true, 8 * mebibyte]);
    expect(seen.map(({ phase }) => phase)).toEqual(['uploading', 'uploading', 'checking']);
  });

  it('goes in batches where more is missing than one request may carry', async () => {
    const { server, upload } = setUp();
    await upload(makeJob('aa', 9));
    expect(server.batches).toBeGreaterThan(1);
    expect(server.complete.has('aa')).toBe(true);
  });

  it('goes in batches after the line dropped, so that no more than once much is sent in vain', async () => {
    const { server, connection, upload } = setUp();
    server.cuts = [true];
    await upload();
    expect([server.batches > 0, connection.pauses]).toEqual([true, [1000]]);
    expect([...server.received.values()]).toEqual([mebibyte, mebibyte, mebibyte]);
  });

  it('goes in batches when the line proves too slow', async () => {
    const { server, connection, upload } = setUp();
    server.gate = new Promise(() => {});
    const done = upload();
    await vi.waitFor(() => expect(server.tellSent).not.toBeNull());
    connection.now = 2000;
    server.gate = null;
    server.tellSent?.(mebibyte / 2);
    await done;
    expect([server.batches > 0, connection.pauses]).toEqual([true, []]);
  });

  it('sends what the server lacks after all, and nothing else again', async () => {
    const { server, connection, upload } = setUp();
    const job = makeJob('aa', 3);
    server.kept.add(job.chunks[0]!.digest);
    // It is asked before the chunk goes, and has it no more when the file is sealed.
    server.onSend = () => server.kept.delete(job.chunks[0]!.digest);
    await upload(job);
    expect([server.questions, server.batches, connection.pauses]).toEqual([1, 1, []]);
    expect([...server.received.values()]).toEqual([mebibyte, mebibyte, mebibyte]);
  });

  it('asks again, later, when chunks keep going missing', async () => {
    const { server, connection, upload } = setUp();
    const missing = makeJob('aa', 3).chunks.map(({ digest }) => digest);
    const gone = refusal('chunks-missing', 'Some are missing.', { missing: [missing[0]] });
    server.refusals = [refusal('chunks-missing', 'Some are missing.', { missing: ['0'.repeat(64)] }), gone];
    await upload();
    expect([server.questions, connection.pauses]).toEqual([2, [1000]]);
  });

  it('is said to be changed when what came is not what was read', async () => {
    const { upload } = setUp();
    const job = { ...makeJob('aa', 1, 10), file: new Blob(['other 0 ..']) };
    await expect(upload(job)).rejects.toMatchObject({ name: 'FileChangedError' });
  });

  it('can be cancelled while it is sent', async () => {
    const { server, controller, upload } = setUp();
    server.gate = new Promise(() => {});
    const done = upload();
    await vi.waitFor(() => expect(server.sending).toBe(1));
    controller.abort(new DOMException('Cancelled', 'AbortError'));
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.complete.size).toBe(0);
  });
});
