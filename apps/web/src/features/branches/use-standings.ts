import type { BranchStanding } from '@beatflow/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useEveryPage } from '../../components/ref-switcher/use-every-page.ts';

/** How each branch stands to the default one, by its name; what is not known yet, or could not be asked, is absent. */
export function useStandings(repositoryId: string): ReadonlyMap<string, BranchStanding> {
  const { data } = useEveryPage(
    useInfiniteQuery(
      useTRPC().branch.standings.infiniteQueryOptions(
        { repositoryId, limit: 100 },
        { getNextPageParam: ({ nextCursor }) => nextCursor },
      ),
    ),
  );
  return useMemo(
    () => new Map(data?.pages.flatMap(({ items }) => items.map((standing) => [standing.name, standing] as const))),
    [data],
  );
}
