import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { SilentWave } from '../../components/drawings/silent-wave.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { Page } from '../../components/page.tsx';
import { RepositoryList } from '../../components/repository-list/repository-list.tsx';
import { ExploreFilters } from './explore-filters.tsx';
import styles from './explore-page.module.css';

const route = getRouteApi('/explore');

export function ExplorePage() {
  const { query, genre, minBpm, maxBpm, key } = route.useSearch();
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.repository.list.infiniteQueryOptions(
      { scope: 'public', query, genre, minBpm, maxBpm, keySignature: key, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
    placeholderData: keepPreviousData,
  });
  const repositories = list.data?.pages.flatMap(({ items }) => items);
  const hasFilter = [query, genre, minBpm, maxBpm, key].some((value) => value !== undefined);
  return (
    <Page title="Explore" lead="Public songs and sample packs, the last changed first.">
      <ExploreFilters />
      <p className={styles.count} role="status">
        {repositories && !list.isPlaceholderData && countWords(repositories.length, list.hasNextPage, hasFilter)}
      </p>
      {list.isPending && <ListSkeleton label="Loading songs" rows={8} />}
      {list.isError && !repositories && <ErrorView error={list.error} onRetry={() => void list.refetch()} />}
      {repositories?.length === 0 && (hasFilter ? <NothingFound /> : <NothingPublic />)}
      {repositories && repositories.length > 0 && (
        <div className={styles.results} data-stale={list.isPlaceholderData || undefined}>
          <RepositoryList repositories={repositories} label="Public songs" />
          <LoadMore query={list}>More songs</LoadMore>
        </div>
      )}
    </Page>
  );
}

function countWords(count: number, hasMore: boolean, hasFilter: boolean): string {
  if (count === 0) return '';
  const songs = count === 1 && !hasMore ? '1 song' : `${count}${hasMore ? ' or more' : ''} songs`;
  return hasFilter ? `${songs} found` : songs;
}

function NothingFound() {
  return (
    <MessageView
      title="Nothing sounds like that here"
      drawing={<SilentWave />}
      actions={
        <ButtonLink to="/explore" search={{}} variant="default">
          Clear the filters
        </ButtonLink>
      }
    >
      <p>No public song fits all of these filters. Fewer of them find more.</p>
    </MessageView>
  );
}

function NothingPublic() {
  return (
    <MessageView
      title="No public songs yet"
      drawing={<SilentWave />}
      actions={<ButtonLink to="/new">Publish the first one</ButtonLink>}
    >
      <p>As soon as somebody makes a song public, everybody finds it here.</p>
    </MessageView>
  );
}
