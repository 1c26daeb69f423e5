import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { RepositoryList } from '../../components/repository-list/repository-list.tsx';
import { Section } from '../../components/section.tsx';

/** One person's songs: the public ones, and to themselves the private ones too. */
export function ProfileRepositories({ owner, isMine }: { owner: string; isMine: boolean }) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.repository.list.infiniteQueryOptions(
      { scope: isMine ? 'mine' : 'public', owner, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const repositories = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section title={isMine ? 'Your songs' : 'Public songs'}>
      {query.isPending && <ListSkeleton label="Loading songs" rows={3} />}
      {query.isError && !repositories && (
        <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {repositories?.length === 0 && (
        <MessageView
          level={3}
          title={isMine ? 'You have no song here yet' : 'No public song yet'}
          actions={isMine && <ButtonLink to="/new">New song</ButtonLink>}
        >
          {!isMine && <p>{owner} has not published anything so far.</p>}
        </MessageView>
      )}
      {repositories && repositories.length > 0 && (
        <div>
          <RepositoryList repositories={repositories} label={isMine ? 'Your songs' : 'Public songs'} hideOwner />
          <LoadMore query={query}>More songs</LoadMore>
        </div>
      )}
    </Section>
  );
}
