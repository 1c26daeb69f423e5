import { connect } from 'node:net';

/** Nothing that a server says before the body is longer. */
const MAX_HEAD_BYTES = 64 * 1024;
const MEMORY_BYTES = 1 << 20;

export interface PlainRequest {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** Nothing moves for so long: the connection is dead. */
  idleMs: number;
}

/**
 * Sends a POST over a connection of its own and hands over the body of the answer, always in the same memory. Node's HTTP client
 * copies a body twice, into memory that is new each time: for large ones that takes longer than everything else. False
 * where the answer is not a success of known length: then it is asked for in the usual way, and nothing has been handed over.
 */
export async function receivePlain(
  { url, headers, body, idleMs }: PlainRequest,
  onBytes: (bytes: Buffer) => void,
): Promise<boolean> {
  const question = formatHead(url, { ...headers, 'content-length': String(Buffer.byteLength(body)) }) + body;
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    let left: number | null = null;
    const end = (err: Error | null, isReceived = true) => {
      socket.destroy();
      if (err) reject(err);
      else resolve(isReceived);
    };
    const take = (bytes: Buffer) => {
      let rest = bytes;
      if (left === null) {
        head = Buffer.concat([head, bytes]);
        const at = head.indexOf('\r\n\r\n');
        if (at < 0 && head.length < MAX_HEAD_BYTES) return;
        left = at < 0 ? null : readLength(head.toString('latin1', 0, at));
        if (left === null) return end(null, false);
        rest = head.subarray(at + 4);
      }
      rest = rest.subarray(0, left);
      left -= rest.length;
      if (rest.length > 0) onBytes(rest);
      if (left === 0) end(null);
    };
    const callback = (count: number, memory: Uint8Array): boolean => {
      try {
        take(Buffer.from(memory.buffer, memory.byteOffset, count));
      } catch (err) {
        end(err as Error);
      }
      return !socket.destroyed;
    };
    const socket = connect({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 80),
      onread: { buffer: Buffer.allocUnsafeSlow(MEMORY_BYTES), callback },
    });
    const broken = (code: string) => Object.assign(new Error('the connection broke'), { code });
    socket.setTimeout(idleMs, () => end(broken('ETIMEDOUT')));
    socket.once('error', (err) => end(err)).once('close', () => end(broken('ECONNRESET')));
    socket.resume();
    socket.write(question);
  });
}

function formatHead({ host, pathname, search }: URL, headers: Record<string, string>): string {
  const lines = Object.entries({ host, ...headers, connection: 'close' }).map(([name, value]) => {
    if (/[^\t\x20-\x7e]/.test(value)) throw new Error(`The header ${name} cannot be sent.`);
    return `${name}: ${value}\r\n`;
  });
  return `POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** How long the body of a success is; null for everything else. */
function readLength(head: string): number | null {
  const [status = '', ...lines] = head.split('\r\n');
  const fields = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = fields.get('content-length') ?? '';
  const isPlain = !fields.has('transfer-encoding') && !fields.has('content-encoding');
  return /^HTTP\/1\.[01] 200(?: |$)/.test(status) && isPlain && /^\d{1,15}$/.test(length) ? Number(length) : null;
}
