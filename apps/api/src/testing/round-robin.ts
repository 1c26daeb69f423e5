import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RoundRobin {
  url: string;
  /** The servers behind it; who of them cannot be reached is passed over. */
  servers: string[];
  close(): Promise<void>;
}

/** Hands each request to another of several servers in turn, as a load balancer in front of them does. */
export async function startRoundRobin(servers: string[]): Promise<RoundRobin> {
  let turn = 0;
  const server = createServer((req, res) => {
    pass(req, res).catch(() => res.destroy());
  });

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await buffer(req);
    for (let left = balancer.servers.length; left > 0; left--) {
      const target = balancer.servers[turn++ % balancer.servers.length]!;
      try {
        const answer = await forward(target, req, body);
        const bytes = await buffer(answer);
        res.writeHead(answer.statusCode ?? 500, answer.rawHeaders).end(bytes);
        return;
      } catch (err) {
        // What may have arrived is not sent twice.
        if ((err as { code?: string }).code !== 'ECONNREFUSED') throw err;
      }
    }
    res.writeHead(502).end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const balancer: RoundRobin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    servers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return balancer;
}

function forward(target: string, req: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { ...req.headers, host: new URL(target).host };
    request(new URL(req.url ?? '', target), { method: req.method, headers, agent: false }, resolve)
      .once('error', reject)
      .end(body);
  });
}
