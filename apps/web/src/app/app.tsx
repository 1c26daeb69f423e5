import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { TRPCProvider } from '../api/trpc.ts';
import { cssVariablesResolver, theme } from '../theme/theme.ts';
import type { AppServices } from './services.ts';

export function App({ services }: { services: AppServices }) {
  const { client, queryClient, router } = services;
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="dark">
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <RouterProvider router={router} />
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
