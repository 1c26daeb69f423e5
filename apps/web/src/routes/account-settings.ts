import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requireSession } from './require-session.ts';
import { rootRoute } from './root.tsx';

export const accountSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('../features/settings/account-settings-page.tsx'), 'AccountSettingsPage'),
});
