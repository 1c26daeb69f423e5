import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders, request as sendRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { RefusedError } from '../failure/refusal.ts';
import type { OnBytes } from './audio-transfer.ts';

/** Nothing moves for so long: the connection is dead. */
const IDLE_MS = 120_000;
const MAX_REFUSAL_BYTES = 64 * 1024;

/** Requests that carry bytes, over connections that are kept open. */
export class HttpPort {
  readonly #server: URL;
  readonly #headers: Record<string, string>;
  readonly #agent: Agent;
  readonly #send: typeof sendRequest;

  private constructor(
    server: URL,
    token: string | null,
    { Agent, request }: Pick<typeof import('node:http'), 'Agent' | 'request'>,
  ) {
    this.#server = server;
    this.#headers = token === null ? {} : { authorization: `Bearer ${token}` };
    this.#agent = new Agent({ keepAlive: true, maxSockets: 6, timeout: IDLE_MS });
    this.#send = request;
  }

  static async open(address: string, token: string | null): Promise<HttpPort> {
    const server = new URL(address);
    // TLS takes longer to load than all of ours, so it is loaded where it is used.
    return new HttpPort(
      server,
      token,
      await (server.protocol === 'https:' ? import('node:https') : import('node:http')),
    );
  }

  send(method: string, path: string, headers: OutgoingHttpHeaders = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      this.#request(method, path, headers).once('response', resolve).once('error', reject).end();
    });
  }

  /** Sends a body; a server that answers before it has everything is listened to at once. */
  sendBody(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    body: Readable,
    onBytes: OnBytes,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = this.#request(method, path, headers);
      const fail = (err: Error) => {
        body.destroy();
        request.destroy();
        reject(err);
      };
      request.once('response', (answer) => {
        body.unpipe();
        body.destroy();
        resolve(answer);
        // The connection is of no more use when the server did not want the rest.
        answer.once('end', () => request.writableFinished || request.destroy());
      });
      request.once('error', fail);
      body.once('error', fail);
      body.on('data', (bytes: Buffer | string) => onBytes(bytes.length, 'sent'));
      body.pipe(request);
    });
  }

  /** What tRPC needs of `fetch`, which takes longer to load than to use. */
  async fetchJson(
    url: string,
    { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: OutgoingHttpHeaders },
  ): Promise<{ ok: boolean; json(): Promise<unknown> }> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = this.#request(method, url, headers);
      request.once('response', resolve).once('error', reject).end(body);
    });
    const text = await readText(answer);
    const ok = (answer.statusCode ?? 0) < 300;
    return { ok, json: () => Promise.resolve(JSON.parse(text) as unknown) };
  }

  async getJson(path: string): Promise<unknown> {
    return readJson(await this.send('GET', path));
  }

  async postJson(path: string, value: unknown): Promise<unknown> {
    return readJson(await this.post(path, JSON.stringify(value), 'application/json'));
  }

  async postBytes(path: string, bytes: Buffer): Promise<unknown> {
    return readJson(await this.post(path, bytes, 'application/octet-stream'));
  }

  post(path: string, body: string | Buffer, type: string): Promise<IncomingMessage> {
    const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      this.#request('POST', path, headers).once('response', resolve).once('error', reject).end(body);
    });
  }

  /**
   * Posts JSON and hands over the body of the answer, always in the same memory; false where that has to be done in the usual
   * way, see `receivePlain`.
   */
  async receive(path: string, body: string, onBytes: (bytes: Buffer) => void): Promise<boolean> {
    if (this.#server.protocol !== 'http:') return false;
    const { receivePlain } = await import('./plain-answer.ts');
    const headers = { ...this.#headers, 'content-type': 'application/json' };
    return receivePlain({ url: new URL(path, this.#server), headers, body, idleMs: IDLE_MS }, onBytes);
  }

  close(): void {
    this.#agent.destroy();
  }

  #request(method: string, path: string, headers: OutgoingHttpHeaders): ClientRequest {
    const sent = this.#send(new URL(path, this.#server), {
      method,
      agent: this.#agent,
      headers: { ...this.#headers, ...headers },
    });
    sent.setTimeout(IDLE_MS, () =>
      sent.destroy(Object.assign(new Error('the server is silent'), { code: 'ETIMEDOUT' })),
    );
    return sent;
  }
}

async function readText(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const bytes of answer) pieces.push(bytes as Buffer);
  return Buffer.concat(pieces).toString();
}

/** The facts that a byte route answers with; throws its refusal. */
export async function readJson(answer: IncomingMessage): Promise<unknown> {
  if ((answer.statusCode ?? 0) >= 300) throw await readRefusal(answer);
  const text = await readText(answer);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A page where facts should be: this server knows no such address.
    throw new RefusedError({ reason: 'not-found', message: 'The server did not answer with facts.', data: {} });
  }
}

/** Reads why a byte route refused. */
export async function readRefusal(answer: IncomingMessage): Promise<RefusedError> {
  let text = '';
  for await (const bytes of answer) {
    if (text.length < MAX_REFUSAL_BYTES) text += String(bytes);
  }
  const status = answer.statusCode ?? 0;
  const { reason, message, data } = parse(text);
  return new RefusedError({
    reason: typeof reason === 'string' ? reason : reasonOfStatus(status),
    message: typeof message === 'string' ? message : `The server answered ${status}.`,
    data: typeof data === 'object' && data !== null ? { ...data } : {},
  });
}

function parse(text: string): { reason?: unknown; message?: unknown; data?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}

/** A HEAD has no words: its status says what there is to say. */
function reasonOfStatus(status: number): string {
  if (status === 401) return 'sign-in-required';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status >= 500 ? 'server-busy' : 'internal';
}
