import { useQuery } from '@tanstack/react-query';
import { askUntilMeasured } from '../../api/ask-until-measured.ts';
import { useTRPC } from '../../api/trpc.ts';

/** One side of a comparison, by whatever names it; a branch may move, so it is asked again after a while. */
export function useSide(repositoryId: string, ref: string) {
  return useQuery({
    ...useTRPC().commit.get.queryOptions({ repositoryId, ref }),
    refetchInterval: askUntilMeasured(({ stems }) => stems.map(({ audio }) => audio)),
  });
}

/** What changed between two versions. Two commits never change, so this never does, but for what the server measures. */
export function useComparison(repositoryId: string, beforeId: string, afterId: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.compare.queryOptions({ repositoryId, before: beforeId, after: afterId }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: askUntilMeasured(({ tracks }) =>
      tracks.flatMap(({ before, after }) => [before, after]).filter((audio) => audio !== null),
    ),
  });
}
