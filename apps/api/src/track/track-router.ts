import { blameResponse, blameTrackInput, page, trackHistoryInput, trackVersion } from '@beatflow/shared';
import { publicProcedure, router } from '../trpc/trpc.ts';
import { blameTrack } from './blame-track.ts';
import { listTrackHistory } from './list-track-history.ts';

export const trackRouter = router({
  history: publicProcedure
    .input(trackHistoryInput)
    .output(page(trackVersion))
    .query(({ ctx, input }) => listTrackHistory(ctx, input)),
  blame: publicProcedure
    .input(blameTrackInput)
    .output(blameResponse)
    .query(({ ctx, input }) => blameTrack(ctx, input)),
});
