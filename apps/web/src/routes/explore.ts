import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readExploreSearch } from './explore-search.ts';
import { rootRoute } from './root.tsx';

export const exploreRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/explore',
  validateSearch: readExploreSearch,
  component: lazyRouteComponent(() => import('../features/explore/explore-page.tsx'), 'ExplorePage'),
});
