import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ApiClient, useTRPC, useTRPCClient } from '../../api/trpc.ts';
import type { ChangeToMake } from './apply/change-kind.ts';
import type { MergePreview, Preview } from './merge-types.ts';

/** What a merge would give, with both sides. */
export function useMergePreview(repositoryId: string, ours: string, theirs: string) {
  return useSides<MergePreview>(repositoryId, ['merge', ours, theirs], (client, signal) =>
    client.merge.preview.query({ repositoryId, ours, theirs }, { signal }),
  );
}

/** What undoing or taking over a change would give, with the branch and what the change leads to. */
export function useChangePreview(repositoryId: string, { kind, branch, commit, trackIds }: ChangeToMake) {
  return useSides<Preview>(repositoryId, [kind, branch, commit, trackIds], (client, signal) => {
    const input = { repositoryId, branch, commit };
    if (kind === 'revert') return client.commit.previewRevert.query(input, { signal });
    return client.commit.previewCherryPick.query({ ...input, ...(trackIds && { trackIds }) }, { signal });
  });
}

/**
 * Asked for anew only by the page itself: what somebody looks at must be what is made. One query for all three, so that
 * the page stays as it is until a new preview is complete.
 */
function useSides<Asked extends Preview>(
  repositoryId: string,
  key: QueryKey,
  ask: (client: ApiClient, signal: AbortSignal) => Promise<Asked>,
) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const fetchVersion = (ref: string) =>
    queryClient.fetchQuery({
      ...trpc.commit.get.queryOptions({ repositoryId, ref }),
      staleTime: Number.POSITIVE_INFINITY,
    });
  return useQuery({
    queryKey: ['merge preview', repositoryId, ...key],
    queryFn: async ({ signal }) => {
      const preview = await ask(client, signal);
      const [ours, theirs] = await Promise.all([
        fetchVersion(preview.oursId),
        preview.theirsId === null ? null : fetchVersion(preview.theirsId),
      ]);
      return { preview, ours, theirs };
    },
    // A page of other sides is another page; here it is one track more or less.
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  });
}
