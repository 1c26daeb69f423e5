import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession } from './require-session.ts';
import { rootRoute } from './root.tsx';

export const newRepositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    () => import('../features/new-repository/new-repository-page.tsx'),
    'NewRepositoryPage',
  ),
});
