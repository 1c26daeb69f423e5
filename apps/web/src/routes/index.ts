import { createRoute } from '@tanstack/react-router';
import { rootRoute } from './root.tsx';
import { StartPage } from './start-page.tsx';

export const indexRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: StartPage });
