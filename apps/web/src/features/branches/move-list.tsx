import type { RepositoryResponse } from '@beatflow/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useRefs } from '../../components/ref-switcher/use-refs.ts';
import { Section } from '../../components/section.tsx';
import styles from './branches.module.css';
import { MoveRow } from './move-row.tsx';
import { readMoves } from './read-moves.ts';

/** Everything that was ever done to a branch of a song, so that all of it can be taken back. */
export function MoveList({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const { branches, isComplete } = useRefs(repository.id);
  const query = useInfiniteQuery(
    trpc.branch.moves.infiniteQueryOptions(
      { repositoryId: repository.id, limit: 20 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const moves = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="What happened to the branches"
      lead="Nothing is lost when a branch moves or goes: every step is here and can be taken back."
    >
      {query.isPending && <ListSkeleton label="Loading what happened" rows={4} rowHeight={48} />}
      {query.isError && !moves && <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />}
      {moves?.length === 0 && <p className={styles.words}>Nothing so far.</p>}
      {moves && moves.length > 0 && (
        <ol className={styles.rows} aria-label="Moves of branches">
          {readMoves(moves).map((move) => (
            <MoveRow key={move.id} repository={repository} move={move} branches={isComplete ? branches : null} />
          ))}
        </ol>
      )}
      <LoadMore query={query}>Earlier</LoadMore>
    </Section>
  );
}
