import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What happens to a request on its way to the real server, or to its answer on the way back. */
export type Fault =
  | { status: number }
  /** The connection breaks while the request is sent, or in the middle of the answer, or nothing comes at all. */
  | 'cut-request'
  | 'cut-answer'
  | 'stall'
  /** One bit is another. */
  | 'flip-request'
  | 'flip-answer';

/** Decides over a request, by its method and its path with the query. */
export type FaultPlan = (method: string, path: string) => Fault | null;

export interface FaultyProxy {
  url: string;
  /** What is done from now on; null is nothing. */
  plan: FaultPlan | null;
  /** Requests that a fault has met. */
  faults: number;
  close(): Promise<void>;
}

/** Stands in front of a real server and does what goes wrong between machines. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer((req, res) => {
    const fault = proxy.plan?.(req.method ?? '', req.url ?? '') ?? null;
    if (fault) proxy.faults++;
    pass(target, req, res, fault).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan: null,
    faults: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function pass(target: string, req: IncomingMessage, res: ServerResponse, fault: Fault | null): Promise<void> {
  if (fault === 'cut-request') {
    req.once('data', () => req.destroy());
    // A request without a body has no middle.
    req.once('end', () => req.destroy());
    return;
  }
  const body = await buffer(req);
  if (fault === 'stall') return;
  if (fault && typeof fault === 'object') {
    res.writeHead(fault.status, { 'content-type': 'application/xml' });
    res.end(req.method === 'HEAD' ? undefined : '<Error><Code>ServiceUnavailable</Code></Error>');
    return;
  }
  if (fault === 'flip-request') flip(body);
  const answer = await forward(target, req, body);
  const bytes = await buffer(answer);
  if (fault === 'flip-answer') flip(bytes);
  // Of a short answer nothing is left.
  if (fault === 'cut-answer' && bytes.length < 2000) return void res.destroy();
  res.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
  if (fault === 'cut-answer') res.write(bytes.subarray(0, bytes.length >> 1), () => res.destroy());
  else res.end(bytes);
}

/** The headers stay, the host among them: they are signed. */
function forward(target: string, req: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers } = req;
    request(new URL(req.url ?? '', target), { method, headers, agent: false }, resolve)
      .once('error', reject)
      .end(body);
  });
}

function flip(bytes: Buffer): void {
  const middle = bytes.length >> 1;
  if (bytes.length > 0) bytes[middle] = bytes[middle]! ^ 1;
}

/** Does it so many times to what a pattern fits, as `PUT /bucket/x?partNumber=2`. */
export function times(count: number, fault: Fault, pattern: RegExp): FaultPlan {
  let left = count;
  return (method, path) => (pattern.test(`${method} ${path}`) && left-- > 0 ? fault : null);
}
