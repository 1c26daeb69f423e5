import { accountRouter } from '../account/account-router.ts';
import { branchRouter } from '../branch/branch-router.ts';
import { collaboratorRouter } from '../collaborator/collaborator-router.ts';
import { commitRouter } from '../commit/commit-router.ts';
import { instanceRouter } from '../instance/instance-router.ts';
import { mergeRouter } from '../merge/merge-router.ts';
import { repositoryRouter } from '../repository/repository-router.ts';
import { tagRouter } from '../tag/tag-router.ts';
import { trackRouter } from '../track/track-router.ts';
import { userRouter } from '../user/user-router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  account: accountRouter,
  branch: branchRouter,
  collaborator: collaboratorRouter,
  commit: commitRouter,
  instance: instanceRouter,
  merge: mergeRouter,
  repository: repositoryRouter,
  tag: tagRouter,
  track: trackRouter,
  user: userRouter,
});

/** The whole API as a type, for clients. */
export type AppRouter = typeof appRouter;
