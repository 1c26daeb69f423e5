import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readCherryPickSearch, readCompareSearch, readMergeSearch, readRevertSearch } from './comparison-search.ts';
import { readRefSearch } from './read-ref.ts';
import { repositoryRoute } from './repository.ts';
import { requireSession } from './require-session.ts';

export const compareRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/compare',
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import('../features/compare/compare-page.tsx'), 'ComparePage'),
});

export const mergeRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/merge',
  validateSearch: readMergeSearch,
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('../features/merge/merge-page.tsx'), 'MergePage'),
});

export const revertRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/revert',
  validateSearch: readRevertSearch,
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('../features/merge/apply/change-pages.tsx'), 'RevertPage'),
});

export const cherryPickRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/cherry-pick',
  validateSearch: readCherryPickSearch,
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('../features/merge/apply/change-pages.tsx'), 'CherryPickPage'),
});

export const trackRoute = createRoute({
  getParentRoute: () => repositoryRoute,
  path: '/track/$trackId',
  validateSearch: readRefSearch,
  component: lazyRouteComponent(() => import('../features/track/track-page.tsx'), 'TrackPage'),
});
