import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

interface TrackPlace {
  repositoryId: string;
  trackId: string;
  /** The default branch when absent. */
  ref: string | undefined;
}

/** Every version of one track, the newest first. */
export function useTrackHistory(place: TrackPlace) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.track.history.infiniteQueryOptions(
      { ...place, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
}

/** Who brought in which frames of the track as it is now. */
export function useBlame(place: TrackPlace, isThere: boolean) {
  const trpc = useTRPC();
  return useQuery({ ...trpc.track.blame.queryOptions(place), enabled: isThere, retry: false });
}
