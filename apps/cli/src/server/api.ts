import type { AppRouter } from '@beatflow/api';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';
import type { HttpPort } from './http-port.ts';

export type Api = TRPCClient<AppRouter>;

type Sent = Parameters<HttpPort['fetchJson']>[1];

/** Questions that are asked at once travel together, as many as the server takes. */
const MAX_BATCH = 20;

export function createApi(server: string, port: HttpPort): Api {
  const fetch = (url: unknown, init?: unknown) => port.fetchJson(String(url), (init ?? {}) as Sent);
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${server}/trpc`, fetch, maxItems: MAX_BATCH, maxURLLength: 8000 })],
  });
}
