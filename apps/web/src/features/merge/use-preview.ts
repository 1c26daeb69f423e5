import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

/** What a merge would give. Asked for anew only by the page itself: what somebody looks at must be what is merged. */
export function usePreview(repositoryId: string, ours: string, theirs: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.merge.preview.queryOptions({ repositoryId, ours, theirs }),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  });
}

/** One side of a merge, with its stems. */
export function useVersion(repositoryId: string, commitId: string | undefined) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.get.queryOptions({ repositoryId, ref: commitId ?? '' }),
    enabled: commitId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
