import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { ErrorPage } from '../components/error-page.tsx';
import { NotFoundPage } from '../components/not-found-page.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import type { RouterContext } from '../routes/context.ts';
import { routeTree } from '../routes/route-tree.ts';

export function createAppRouter(context: RouterContext, history?: RouterHistory) {
  return createRouter({
    history,
    routeTree,
    context,
    defaultPreload: 'intent',
    // Freshness is the query cache's business alone.
    defaultPreloadStaleTime: 0,
    // What a route's reader leaves out of the address is not there; without it, raw values would slip past.
    search: { strict: true },
    scrollRestoration: true,
    // An address with too many parts is no page of the song that it begins with.
    notFoundMode: 'root',
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 150,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
