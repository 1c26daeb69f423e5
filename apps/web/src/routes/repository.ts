import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readHistorySearch } from './history-search.ts';
import { readRefSearch } from './read-ref.ts';
import { requireSession } from './require-session.ts';
import { rootRoute } from './root.tsx';

export const repositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/$owner/$name',
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(context.trpc.repository.get.queryOptions(params));
  },
  component: lazyRouteComponent(() => import('./repository-layout.tsx'), 'RepositoryLayout'),
});

export const repositoryIndexRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/',
  validateSearch: readRefSearch,
  component: lazyRouteComponent(() => import('./repository-page.tsx'), 'RepositoryPage'),
});

export const commitRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/commit/$commitId',
  /** `?play=true` is what the play links of the history say: begin at once. */
  validateSearch: (search: Record<string, unknown>): { play?: true } => (search.play === true ? { play: true } : {}),
  component: lazyRouteComponent(() => import('./commit-page.tsx'), 'CommitPage'),
});

export const historyRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/commits',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('../features/history/history-page.tsx'), 'HistoryPage'),
});

export const branchesRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/branches',
  component: lazyRouteComponent(() => import('./branches-page.tsx'), 'BranchesPage'),
});

export const repositorySettingsRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/settings',
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    () => import('../features/settings/repository-settings-page.tsx'),
    'RepositorySettingsPage',
  ),
});
