import { getUserInput, userResponse } from '@beatflow/shared';
import { publicProcedure, router } from '../trpc/trpc.ts';
import { getUser } from './get-user.ts';

export const userRouter = router({
  get: publicProcedure
    .input(getUserInput)
    .output(userResponse)
    .query(({ input }) => getUser(input)),
});
