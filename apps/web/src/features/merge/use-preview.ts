import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';

/**
 * What a merge would give, with both sides. Asked for anew only by the page itself: what somebody looks at must be what
 * is merged. One query for all three, so that the page stays as it is until a new preview is complete.
 */
export function usePreview(repositoryId: string, ours: string, theirs: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const fetchVersion = (ref: string) =>
    queryClient.fetchQuery({
      ...trpc.commit.get.queryOptions({ repositoryId, ref }),
      staleTime: Number.POSITIVE_INFINITY,
    });
  return useQuery({
    queryKey: ['merge preview', repositoryId, ours, theirs],
    queryFn: async ({ signal }) => {
      const preview = await client.merge.preview.query({ repositoryId, ours, theirs }, { signal });
      const [oursCommit, theirsCommit] = await Promise.all([
        fetchVersion(preview.oursId),
        fetchVersion(preview.theirsId),
      ]);
      return { preview, ours: oursCommit, theirs: theirsCommit };
    },
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
