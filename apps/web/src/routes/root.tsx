import { createRootRouteWithContext } from '@tanstack/react-router';
import { sessionOptions } from '../api/session.ts';
import { SiteLayout } from '../components/shell/site-layout.tsx';
import type { RouterContext } from './context.ts';

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  // Asked for at once and awaited by nobody: pages that need it say so themselves.
  beforeLoad: ({ context }) => {
    void context.queryClient.prefetchQuery(sessionOptions(context.client));
  },
  component: SiteLayout,
});
