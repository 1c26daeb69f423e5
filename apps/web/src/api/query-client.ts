import { QueryClient } from '@tanstack/react-query';
import { isTransient } from './request-error.ts';

/** The query cache: what the server said is right is not asked again by itself, what may pass is tried three times. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 3 && isTransient(error),
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8000),
      },
      mutations: { retry: false },
    },
  });
}
