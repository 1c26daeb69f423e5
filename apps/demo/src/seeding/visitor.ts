import { createHash } from 'node:crypto';
import type { AppRouter } from '@beatflow/api';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import { RefusedError } from './failure.ts';
import { withPatience } from './with-patience.ts';

/** Somebody who uses a server through its public API, and keeps the cookie that signing in gives. */
export class Visitor {
  readonly api: TRPCClient<AppRouter>;
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url.replace(/\/$/, '');
    this.api = createTRPCClient<AppRouter>({
      links: [
        httpLink({ url: `${this.#url}/trpc`, fetch: (to, init) => this.#fetch(String(to), init as RequestInit) }),
      ],
    });
  }

  /** Makes sure that the server has an audio file, and answers its digest. */
  async upload(file: Buffer): Promise<string> {
    const digest = createHash('sha256').update(file).digest('hex');
    const url = `${this.#url}/audio/${digest}`;
    const known = await this.#fetch(url, { method: 'HEAD' });
    if (known.ok) return digest;
    await withPatience(async () => {
      const answer = await this.#fetch(url, { method: 'PUT', body: file });
      if (!answer.ok) throw await RefusedError.read(answer);
      await answer.arrayBuffer();
    });
    return digest;
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    return withPatience(async () => {
      const headers = new Headers(init.headers);
      if (this.#cookie) headers.set('cookie', this.#cookie);
      const answer = await fetch(url, { ...init, headers });
      if (answer.status === 503) throw await RefusedError.read(answer);
      const cookie = answer.headers.getSetCookie().at(-1);
      if (cookie) this.#cookie = cookie.split(';', 1)[0]!;
      return answer;
    });
  }
}
