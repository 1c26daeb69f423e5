import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createQueryClient } from '../api/query-client.ts';
import { createApiClient, TRPCProvider } from '../api/trpc.ts';
import { theme } from '../theme/theme.ts';

/** What the API answers in a test, by the procedure's name; what throws is answered as that error. */
export type Answers = Record<string, (input: unknown) => unknown>;

/** An answer that refuses, as the API would. */
export function refuse(reason: string, message: string, data: Record<string, unknown> = {}): () => never {
  return () => {
    throw { message, code: -32600, data: { reason, data, requestId: 'request-1', httpStatus: 400 } };
  };
}

/** Draws a part of a page with everything around it that it needs, and an API that gives `answers`. */
export function renderPage(part: ReactNode, answers: Answers = {}) {
  const asked: { path: string; input: unknown }[] = [];
  globalThis.fetch = async (input, init) =>
    answer(input instanceof Request ? input.url : input.toString(), init, answers, asked);
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const root = createRootRoute({ component: () => part });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) });
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={createApiClient('http://test.invalid/trpc')} queryClient={queryClient}>
          <RouterProvider router={router as never} />
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { asked };
}

function answer(
  url: string,
  init: RequestInit | undefined,
  answers: Answers,
  asked: { path: string; input: unknown }[],
) {
  const { pathname, searchParams } = new URL(url);
  const paths = decodeURIComponent(pathname.replace('/trpc/', '')).split(',');
  const text = typeof init?.body === 'string' ? init.body : searchParams.get('input');
  const inputs: unknown = text ? JSON.parse(text) : undefined;
  const isBatch = searchParams.has('batch');
  const results = paths.map((path, at) => {
    const input = isBatch ? (inputs as Record<string, unknown>)?.[at] : inputs;
    asked.push({ path, input });
    try {
      const give = answers[path];
      if (!give) throw new Error(`The test has no answer for ${path}.`);
      return { result: { data: give(input) } };
    } catch (error) {
      if (error instanceof Error) throw error;
      return { error };
    }
  });
  return new Response(JSON.stringify(isBatch ? results : results[0]), {
    headers: { 'content-type': 'application/json' },
  });
}
