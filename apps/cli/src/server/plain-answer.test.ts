import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { receivePlain } from './plain-answer.ts';

let server: Server;
let heard = '';
afterEach(() => server.close());

async function ask(answer: (socket: Socket) => void, headers: Record<string, string> = {}): Promise<[boolean, Buffer]> {
  heard = '';
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (heard.endsWith('{"a":"ä"}')) answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where?x=1`);
  const parts: Buffer[] = [];
  const isReceived = await receivePlain({ url, headers, body: '{"a":"ä"}', idleMs: 300 }, (bytes) => {
    // The memory is used again.
    parts.push(Buffer.from(bytes));
  });
  return [isReceived, Buffer.concat(parts)];
}

async function trickle(socket: Socket, text: string): Promise<void> {
  socket.setNoDelay(true);
  for (const letter of text) {
    socket.write(letter);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

test('a body of many megabytes arrives as it was sent', async () => {
  const body = Buffer.alloc(9_000_001, 'chunks and chunks ');
  const [isReceived, bytes] = await ask(
    (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nX-A: b\r\ncontent-LENGTH: ${body.length}\r\n\r\n`);
      socket.write(body);
    },
    { authorization: 'Bearer t' },
  );
  expect(isReceived).toBe(true);
  expect(bytes.equals(body)).toBe(true);
  expect(heard).toMatch(/^POST \/some\/where\?x=1 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\nauthorization: Bearer t\r\n/);
  expect(heard).toContain('content-length: 10\r\n');
});

test('an answer may come letter by letter', async () => {
  const [isReceived, bytes] = await ask((socket) => {
    void trickle(socket, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
  });
  expect([isReceived, bytes.toString()]).toEqual([true, 'hello']);
});

test.each([
  ['a refusal', 'HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}'],
  ['no length', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n'],
  ['packed bytes', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na'],
  ['something else', 'SSH-2.0-x\r\n\r\n'],
])('of %s nothing is handed over', async (_, answer) => {
  const [isReceived, bytes] = await ask((socket) => socket.write(answer));
  expect([isReceived, bytes.length]).toEqual([false, 0]);
});

test('a connection that breaks, or falls silent, is told as that', async () => {
  const start = 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello';
  await expect(ask((socket) => socket.end(start))).rejects.toMatchObject({ code: 'ECONNRESET' });
  server.close();
  await expect(ask((socket) => socket.write(start))).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test('a header cannot smuggle another one in', async () => {
  await expect(ask(() => {}, { authorization: 'x\r\nhost: other' })).rejects.toThrow('authorization');
});
