import type { RepositoryResponse } from '@beatflow/shared';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useRepository } from '../../api/use-repository.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { useChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import { Section } from '../../components/section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { ROW_HEIGHT } from './graph-geometry.ts';
import { HistoryLog } from './history-log.tsx';
import styles from './history-page.module.css';
import { HistoryToolbar } from './history-toolbar.tsx';
import { countFilters } from './to-log-input.ts';

const HistoryFilters = lazy(async () => ({ default: (await import('./history-filters.tsx')).HistoryFilters }));

const route = getRouteApi('/$owner/$name/commits');

export function HistoryPage() {
  const { owner, name } = route.useParams();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`History · ${owner}/${name}`);
  return (
    <Section title="History" level={1} lead="Every version, the newest first. None of them is ever overwritten.">
      {repository ? <History repository={repository} /> : <Loading />}
    </Section>
  );
}

function History({ repository }: { repository: RepositoryResponse }) {
  const search = route.useSearch();
  const { chosen, error, retry } = useChosenRef(repository, search.ref);
  const [isFilterOpen, setIsFilterOpen] = useState(() => countFilters(search) > 0);
  if (!chosen) return error ? <ErrorView error={error} onRetry={retry} /> : <Loading />;
  return (
    <div className={styles.page}>
      {repository.head !== null && (
        <HistoryToolbar
          repository={repository}
          chosen={chosen}
          isFilterOpen={isFilterOpen}
          onFilterOpen={setIsFilterOpen}
        />
      )}
      {isFilterOpen && (
        <Suspense fallback={<ListSkeleton label="Loading the filters" rows={1} rowHeight={150} />}>
          <HistoryFilters />
        </Suspense>
      )}
      <HistoryLog repository={repository} chosen={chosen} search={search} />
    </div>
  );
}

function Loading() {
  return <ListSkeleton label="Loading the history" rows={8} rowHeight={ROW_HEIGHT} />;
}
