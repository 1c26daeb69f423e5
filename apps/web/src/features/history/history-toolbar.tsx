import type { RepositoryResponse } from '@beatflow/shared';
import { Button, SegmentedControl } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { RefSwitcher } from '../../components/ref-switcher/ref-switcher.tsx';
import type { ChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import { readHistorySearch } from '../../routes/history-search.ts';
import styles from './history-page.module.css';
import { countFilters } from './to-log-input.ts';

const route = getRouteApi('/$owner/$name/commits');

interface HistoryToolbarProps {
  repository: RepositoryResponse;
  chosen: ChosenRef;
  isFilterOpen: boolean;
  onFilterOpen: (isOpen: boolean) => void;
}

/** Whose history is shown, and whether it is narrowed. */
export function HistoryToolbar({ repository, chosen, isFilterOpen, onFilterOpen }: HistoryToolbarProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const count = countFilters(search);
  const choose = (name: string) =>
    void navigate({
      search: (now) =>
        readHistorySearch({ ...now, all: undefined, ref: name === repository.defaultBranch ? undefined : name }),
      resetScroll: false,
    });
  const showAll = (all: boolean) =>
    void navigate({ search: (now) => readHistorySearch({ ...now, all }), resetScroll: false });
  return (
    <div className={styles.toolbar}>
      <RefSwitcher repository={repository} current={chosen} onChoose={choose} />
      <SegmentedControl
        aria-label="Which branches"
        value={search.all ? 'all' : 'one'}
        onChange={(value) => showAll(value === 'all')}
        data={[
          { value: 'one', label: chosen.kind === 'branch' ? 'This branch' : `This ${chosen.kind}` },
          { value: 'all', label: 'All branches' },
        ]}
      />
      <Button
        variant={isFilterOpen ? 'light' : 'default'}
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={isFilterOpen}
        aria-controls="history-filters"
        onClick={() => onFilterOpen(!isFilterOpen)}
      >
        {count === 0 ? 'Filters' : `Filters (${count})`}
      </Button>
    </div>
  );
}
