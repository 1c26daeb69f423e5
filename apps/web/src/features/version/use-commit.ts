import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { askUntilMeasured } from '../../api/ask-until-measured.ts';
import { useTRPC } from '../../api/trpc.ts';

/** A version with its stems. While the next one is on its way the last one stays, so that nothing stops playing. */
export function useCommit(repositoryId: string | undefined, commitId: string | undefined) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.get.queryOptions({ repositoryId: repositoryId ?? '', ref: commitId ?? '' }),
    enabled: repositoryId !== undefined && commitId !== undefined,
    // A commit never changes, but for what the server measures of it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: askUntilMeasured(({ stems }) => stems.map(({ audio }) => audio)),
    placeholderData: keepPreviousData,
  });
}
