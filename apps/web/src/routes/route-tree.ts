import { accountSettingsRoute } from './account-settings.ts';
import { cherryPickRoute, compareRoute, mergeRoute, revertRoute, trackRoute } from './comparison.ts';
import { exploreRoute } from './explore.ts';
import { indexRoute } from './index.ts';
import { newRepositoryRoute } from './new-repository.ts';
import { profileRoute } from './profile.ts';
import {
  branchesRoute,
  commitRoute,
  historyRoute,
  repositoryIndexRoute,
  repositoryRoute,
  repositorySettingsRoute,
} from './repository.ts';
import { rootRoute } from './root.tsx';
import { signInRoute, signUpRoute } from './sign-in.ts';

/** Every page of the app. */
export const routeTree = rootRoute.addChildren([
  indexRoute,
  exploreRoute,
  signInRoute,
  signUpRoute,
  newRepositoryRoute,
  accountSettingsRoute,
  profileRoute,
  repositoryRoute.addChildren([
    compareRoute,
    mergeRoute,
    revertRoute,
    cherryPickRoute,
    trackRoute,
    repositoryIndexRoute,
    historyRoute,
    branchesRoute,
    commitRoute,
    repositorySettingsRoute,
  ]),
]);
