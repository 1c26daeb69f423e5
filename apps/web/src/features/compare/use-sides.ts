import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

/** One side of a comparison, by whatever names it; a branch may move, so it is asked again after a while. */
export function useSide(repositoryId: string, ref: string) {
  return useQuery(useTRPC().commit.get.queryOptions({ repositoryId, ref }));
}

/** What changed between two versions. Two commits never change, so this never does. */
export function useComparison(repositoryId: string, beforeId: string, afterId: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.compare.queryOptions({ repositoryId, before: beforeId, after: afterId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
