import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { RepositoryList } from '../../components/repository-list/repository-list.tsx';
import { Section } from '../../components/section.tsx';
import styles from './public-songs.module.css';

/** A few public songs, for ears before an account. */
export function PublicSongs() {
  const trpc = useTRPC();
  const query = useQuery(trpc.repository.list.queryOptions({ scope: 'public', limit: 5 }));
  return (
    <Section
      title="Listen now"
      actions={
        <Anchor renderRoot={(props) => <Link to="/explore" {...props} />} size="sm">
          All public songs
        </Anchor>
      }
    >
      {query.isPending && <ListSkeleton label="Loading public songs" rows={2} />}
      {query.isError && !query.data && <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <p className={styles.empty}>Nobody has published a song on this server yet. Yours could be the first.</p>
      )}
      {query.data && query.data.items.length > 0 && (
        <RepositoryList repositories={query.data.items} label="Public songs" />
      )}
    </Section>
  );
}
