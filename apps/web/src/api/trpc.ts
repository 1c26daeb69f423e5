import type { AppRouter } from '@beatflow/api';
import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient } from '@trpc/client';
import { createTRPCContext, type TRPCOptionsProxy } from '@trpc/tanstack-react-query';

/** `useTRPC()` gives query and mutation options for every procedure; `useTRPCClient()` calls one directly. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type ApiClient = TRPCClient<AppRouter>;
export type ApiOptions = TRPCOptionsProxy<AppRouter>;

/** A client of the API on this page's own origin, where the session cookie travels by itself. */
export function createApiClient(url = '/trpc'): ApiClient {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // Account procedures set cookies, which an answer shared with other procedures may be too late for. What
        // somebody does is not kept waiting for others to go with it.
        condition: ({ path, type }) => path.startsWith('account.') || type === 'mutation',
        true: httpLink({ url }),
        false: httpBatchLink({ url, maxItems: 20 }),
      }),
    ],
  });
}
