import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { BranchingStems } from '../../components/drawings/branching-stems.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { RepositoryList } from '../../components/repository-list/repository-list.tsx';

/** The songs that somebody owns or was added to, the last changed first. */
export function OwnRepositories() {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.repository.list.infiniteQueryOptions(
      { scope: 'mine', limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (query.isPending) return <ListSkeleton label="Loading your songs" />;
  if (query.isError && !query.data) return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;

  const repositories = query.data.pages.flatMap(({ items }) => items);
  if (repositories.length === 0) return <FirstSong />;
  return (
    <div>
      <RepositoryList repositories={repositories} label="Your songs" />
      <LoadMore query={query}>More songs</LoadMore>
    </div>
  );
}

function FirstSong() {
  return (
    <MessageView
      title="Begin with one song"
      drawing={<BranchingStems width={300} />}
      actions={
        <>
          <ButtonLink to="/new">New song</ButtonLink>
          <ButtonLink to="/explore" variant="default">
            Listen to public songs
          </ButtonLink>
        </>
      }
    >
      <p>Give it a name, and drop the folder with your bounced stems on its page. That is its first version.</p>
      <p>From then on you can hear every version, and get every file back as it was.</p>
    </MessageView>
  );
}
