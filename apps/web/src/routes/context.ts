import type { QueryClient } from '@tanstack/react-query';
import type { ApiClient, ApiOptions } from '../api/trpc.ts';

/** What loaders and guards of routes work with. */
export interface RouterContext {
  client: ApiClient;
  queryClient: QueryClient;
  trpc: ApiOptions;
}
