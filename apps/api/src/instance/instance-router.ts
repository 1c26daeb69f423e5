import { instanceResponse } from '@beatflow/shared';
import { publicProcedure, router } from '../trpc/trpc.ts';
import { getInstance } from './get-instance.ts';

export const instanceRouter = router({
  get: publicProcedure.output(instanceResponse).query(({ ctx }) => getInstance(ctx)),
});
