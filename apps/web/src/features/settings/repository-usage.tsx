import type { RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import styles from './usage.module.css';
import { UsageFacts } from './usage-facts.tsx';

/** What all versions of a song take together. */
export function RepositoryUsage({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.repository.usage.queryOptions({ repositoryId: repository.id }));
  return (
    <Section title="Storage" tone="panel" lead="What versions have in common is kept once.">
      {error && <ErrorView level={3} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <ListSkeleton rows={1} rowHeight={24} label="Adding up this song" />}
      {data?.files === 0 && <p className={styles.note}>There is no version yet.</p>}
      {data && data.files > 0 && (
        <UsageFacts
          subject="All versions"
          bytes={data.versionBytes}
          asWhat="as folders of files"
          storedBytes={data.storedBytes}
        />
      )}
    </Section>
  );
}
