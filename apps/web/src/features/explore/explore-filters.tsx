import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { keys } from '../../components/keys.ts';
import { type ExploreSearch, readExploreSearch } from '../../routes/explore-search.ts';
import styles from './explore-filters.module.css';

const route = getRouteApi('/explore');
const TYPING_PAUSE_MS = 300;

type Draft = Record<keyof ExploreSearch, string>;

/** The filters; what is set is in the address, so that a search can be bookmarked and shared. */
export function ExploreFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const address = toDraft(search);
  const [draft, setDraft] = useState(address);
  const [seen, setSeen] = useState(JSON.stringify(address));

  // Another search from the header, or a step back: the fields follow the address.
  if (seen !== JSON.stringify(address)) {
    setSeen(JSON.stringify(address));
    if (JSON.stringify(toSearch(draft)) !== JSON.stringify(search)) setDraft(address);
  }

  useEffect(() => {
    const next = toSearch(draft);
    if (JSON.stringify(toDraft(next)) === seen) return;
    const timer = setTimeout(() => void navigate({ search: next, replace: true, resetScroll: false }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, seen, navigate]);

  const field = (name: keyof ExploreSearch) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const hasFilter = Object.values(draft).some((value) => value !== '');
  return (
    <search className={styles.filters} aria-label="Filters">
      <TextInput
        className={styles.query}
        label="Search"
        type="search"
        placeholder="Name, person, words"
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        {...field('query')}
      />
      <TextInput label="Genre" placeholder="Any" maxLength={100} {...field('genre')} />
      <NativeSelect label="Key" data={[{ value: '', label: 'Any' }, ...keys]} {...field('key')} />
      <div className={styles.range}>
        <TextInput label="Slowest bpm" inputMode="decimal" placeholder="Any" {...field('minBpm')} />
        <TextInput label="Fastest bpm" inputMode="decimal" placeholder="Any" {...field('maxBpm')} />
      </div>
      <Button
        variant="subtle"
        color="gray"
        className={styles.clear}
        disabled={!hasFilter}
        onClick={() => setDraft(toDraft({}))}
      >
        Clear
      </Button>
    </search>
  );
}

function toDraft({ query = '', genre = '', minBpm, maxBpm, key = '' }: ExploreSearch): Draft {
  return { query, genre, minBpm: minBpm?.toString() ?? '', maxBpm: maxBpm?.toString() ?? '', key };
}

function toSearch(draft: Draft): ExploreSearch {
  return readExploreSearch({
    ...draft,
    minBpm: draft.minBpm.replace(',', '.'),
    maxBpm: draft.maxBpm.replace(',', '.'),
  });
}
