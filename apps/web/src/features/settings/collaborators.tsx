import type { RepositoryResponse } from '@beatflow/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Section } from '../../components/section.tsx';
import { AddCollaborator } from './add-collaborator.tsx';
import { CollaboratorRow } from './collaborator-row.tsx';
import styles from './settings.module.css';

/** Who works on a song besides its owner. */
export function Collaborators({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.collaborator.list.infiniteQueryOptions(
      { repositoryId: repository.id, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const collaborators = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Collaborators"
      tone="panel"
      lead="People who may listen, push or look after this song together with its owner."
    >
      <AddCollaborator repository={repository} />
      {query.isPending && <ListSkeleton label="Loading collaborators" rows={2} rowHeight={44} />}
      {query.isError && !collaborators && (
        <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {collaborators?.length === 0 && <p className={styles.dim}>Nobody was added so far.</p>}
      {collaborators && collaborators.length > 0 && (
        <ul className={styles.rows} aria-label="Collaborators">
          {collaborators.map((collaborator) => (
            <CollaboratorRow key={collaborator.userId} collaborator={collaborator} repository={repository} />
          ))}
        </ul>
      )}
      <LoadMore query={query}>More people</LoadMore>
    </Section>
  );
}
