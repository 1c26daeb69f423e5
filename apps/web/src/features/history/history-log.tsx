import type { RepositoryResponse } from '@beatflow/shared';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { AmbiguousRef } from '../../components/ref-switcher/ambiguous-ref.tsx';
import type { ChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import { useRefs } from '../../components/ref-switcher/use-refs.ts';
import type { HistorySearch } from '../../routes/history-search.ts';
import { ROW_HEIGHT } from './graph-geometry.ts';
import styles from './history-page.module.css';
import { NoSuchRef, NothingFound, NoVersion } from './history-states.tsx';
import { nameCommits } from './name-commits.ts';
import { countFilters, toLogInput } from './to-log-input.ts';

// Fetched at once, beside the versions that it will draw; the page's frame waits for neither.
const graph = import('./history-graph.tsx');
const HistoryGraph = lazy(async () => ({ default: (await graph).HistoryGraph }));

const route = getRouteApi('/$owner/$name/commits');

interface HistoryLogProps {
  repository: RepositoryResponse;
  chosen: ChosenRef;
  search: HistorySearch;
}

/** The versions that the address asks for, as a graph, or as a list where it is narrowed. */
export function HistoryLog({ repository, chosen, search }: HistoryLogProps) {
  const trpc = useTRPC();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery({
    ...trpc.commit.list.infiniteQueryOptions(
      { repositoryId: repository.id, ...toLogInput(search), limit: 100 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
    placeholderData: keepPreviousData,
    // A long log is many pages, and a look at another window is no reason to read them all again.
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const refs = useRefs(repository.id);
  const names = useMemo(() => nameCommits(refs.branches, refs.tags), [refs.branches, refs.tags]);
  const pages = useMemo(() => query.data?.pages.map(({ items }) => items), [query.data]);
  const { fetchNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData } = query;
  const readOn = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData]);

  if (query.isPending) return <Loading />;
  if (!pages) {
    const problem = toRequestError(query.error);
    const { reason, message } = problem;
    // A song without a version has no branch that a log could begin at.
    if (reason === 'not-found' && repository.head === null) return <NoVersion repository={repository} />;
    if (reason === 'not-found') return <NoSuchRef repository={repository} name={chosen.name} words={message} />;
    if (reason === 'ref-ambiguous') {
      const show = (ref: string) => void navigate({ search: (now) => ({ ...now, ref }), resetScroll: false });
      return <AmbiguousRef error={problem} onChoose={show} />;
    }
    return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;
  }
  const count = pages.reduce((sum, page) => sum + page.length, 0);
  const isNarrowed = countFilters(search) > 0;
  if (count === 0) {
    return isNarrowed ? (
      <NothingFound repository={repository} search={search} />
    ) : (
      <NoVersion repository={repository} />
    );
  }
  return (
    <>
      <p className={styles.count} role="status">
        {!isPlaceholderData && isNarrowed && countWords(count, query.hasNextPage)}
      </p>
      <div className={styles.results} data-stale={isPlaceholderData || undefined}>
        <Suspense fallback={<Loading />}>
          <HistoryGraph
            repository={repository}
            pages={pages}
            names={names}
            current={search.all ? undefined : chosen.name}
            isNarrowed={isNarrowed}
            hasMore={query.hasNextPage}
            onNearEnd={readOn}
          />
        </Suspense>
        {isFetchNextPageError && (
          <ErrorView
            title="Older versions could not be loaded"
            error={query.error}
            onRetry={() => void fetchNextPage()}
          />
        )}
        {!isFetchNextPageError && <LoadMore query={query}>Older versions</LoadMore>}
      </div>
    </>
  );
}

function Loading() {
  return <ListSkeleton label="Loading the history" rows={8} rowHeight={ROW_HEIGHT} />;
}

function countWords(count: number, hasMore: boolean): string {
  if (hasMore) return `${count} or more versions found`;
  return count === 1 ? '1 version found' : `${count} versions found`;
}
