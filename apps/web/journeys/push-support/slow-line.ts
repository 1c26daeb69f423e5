import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Or until it is closed, after which nothing drains. */
async function untilDrained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      socket.off('drain', end).off('close', end);
      resolve();
    };
    socket.on('drain', end).on('close', end);
  });
}

export interface SlowLine {
  url: string;
  /** Bytes that travelled towards the server. */
  readonly uploadedBytes: number;
  /** Cuts every connection and lets none in. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/**
 * A line to a server that counts what travels, is as slow as it is told to be, and can be cut: what a browser's own offline
 * switch cannot do in the middle of a request.
 */
export async function startSlowLine(target: string, { bytesPerSecond }: { bytesPerSecond: number }): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let uploadedBytes = 0;
  let isCut = false;

  const server = createServer((client) => {
    if (isCut) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ host: hostname, port: Number(port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.pipe(client);
    void forward(client, upstream);
  });

  async function forward(client: Socket, upstream: Socket): Promise<void> {
    try {
      for await (const chunk of client as AsyncIterable<Buffer>) {
        uploadedBytes += chunk.length;
        if (!upstream.write(chunk)) await untilDrained(upstream);
        if (chunk.length > 8192 && Number.isFinite(bytesPerSecond)) await sleep((chunk.length / bytesPerSecond) * 1000);
      }
      upstream.end();
    } catch {
      upstream.destroy();
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  const cutAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    get uploadedBytes() {
      return uploadedBytes;
    },
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
