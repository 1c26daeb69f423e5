import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Listening {
  /** Where this machine itself reaches the server. */
  url: string;
  /** Takes no new connection, lets requests end, and cuts off what has not ended in time. */
  stop(timeoutMs: number): Promise<void>;
}

const IDLE_MS = 10 * 60_000;

export async function listen(
  handler: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(handler);
  // A long file may take hours to arrive; only a connection on which nothing moves is closed.
  server.requestTimeout = 0;
  server.setTimeout(IDLE_MS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port: actualPort } = server.address() as AddressInfo;
  return { url: toUrl(address, family, actualPort), stop: (timeoutMs) => stop(server, timeoutMs) };
}

async function stop(server: Server, timeoutMs: number): Promise<void> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      isClosed = true;
      resolve();
    });
  });
  const endMs = Date.now() + timeoutMs;
  // A browser keeps its connections open between requests; each is closed as soon as its request has ended.
  while (!isClosed && Date.now() < endMs) {
    server.closeIdleConnections();
    await Promise.race([closed, sleep(50)]);
  }
  server.closeAllConnections();
  await closed;
}

function toUrl(address: string, family: string, port: number): string {
  const isEverywhere = address === '0.0.0.0' || address === '::';
  const host = isEverywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
