import type { AppRouter } from '@beatflow/api';
import type { RouterHistory } from '@tanstack/react-router';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { createQueryClient } from '../api/query-client.ts';
import { createApiClient } from '../api/trpc.ts';
import { createAppRouter } from './router.tsx';

/** Everything that lives as long as the page: the API's client, the cache and the router. */
export function createServices(history?: RouterHistory) {
  const client = createApiClient();
  const queryClient = createQueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  const router = createAppRouter({ client, queryClient, trpc }, history);
  return { client, queryClient, trpc, router };
}

export type AppServices = ReturnType<typeof createServices>;
