import type { AppRouter } from '@beatflow/api';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';

export type Api = TRPCClient<AppRouter>;

/** Questions that are asked at once travel together, as many as the server takes. */
const MAX_BATCH = 20;

export function createApi(server: string, token: string | null): Api {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${server}/trpc`, headers, maxItems: MAX_BATCH, maxURLLength: 8000 })],
  });
}
