import { stemTypes } from '@beatflow/shared';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { keys } from '../../components/keys.ts';
import { type HistorySearch, readHistorySearch } from '../../routes/history-search.ts';
import styles from './history-filters.module.css';

const route = getRouteApi('/$owner/$name/commits');
const TYPING_PAUSE_MS = 300;

const names = ['text', 'author', 'from', 'to', 'track', 'type', 'minBpm', 'maxBpm', 'key'] as const;
type Draft = Record<(typeof names)[number], string>;

/** What narrows the history; it is in the address, so that what was found can be sent to somebody. */
export function HistoryFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const address = toDraft(search);
  const [draft, setDraft] = useState(address);
  const [seen, setSeen] = useState(JSON.stringify(address));

  // A step back, or a link: the fields follow the address.
  if (seen !== JSON.stringify(address)) {
    setSeen(JSON.stringify(address));
    if (JSON.stringify(toDraft(toFilters(draft))) !== JSON.stringify(address)) setDraft(address);
  }

  useEffect(() => {
    const next = toFilters(draft);
    if (JSON.stringify(toDraft(next)) === seen) return;
    const timer = setTimeout(
      () =>
        void navigate({
          search: ({ ref, all }) => readHistorySearch({ ...next, ref, all }),
          replace: true,
          resetScroll: false,
        }),
      TYPING_PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [draft, seen, navigate]);

  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const any = { value: '', label: 'Any' };
  return (
    <search id="history-filters" className={styles.filters} aria-label="Filters">
      <TextInput className={styles.text} label="Words" type="search" placeholder="In the message" {...field('text')} />
      <TextInput label="Author" placeholder="Anybody" autoComplete="off" {...field('author')} />
      <TextInput label="From" type="date" {...field('from')} />
      <TextInput label="To" type="date" {...field('to')} />
      <TextInput label="Changed track" placeholder="Any" autoComplete="off" {...field('track')} />
      <NativeSelect label="Of the type" data={[any, ...stemTypes]} {...field('type')} />
      <TextInput label="Slowest bpm" inputMode="decimal" placeholder="Any" {...field('minBpm')} />
      <TextInput label="Fastest bpm" inputMode="decimal" placeholder="Any" {...field('maxBpm')} />
      <NativeSelect label="Key" data={[any, ...keys]} {...field('key')} />
      <Button
        variant="subtle"
        color="gray"
        className={styles.clear}
        disabled={Object.values(draft).every((value) => value === '')}
        onClick={() => setDraft(toDraft({}))}
      >
        Clear filters
      </Button>
    </search>
  );
}

function toDraft(search: HistorySearch): Draft {
  return Object.fromEntries(names.map((name) => [name, search[name]?.toString() ?? ''])) as Draft;
}

function toFilters(draft: Draft): HistorySearch {
  const [minBpm, maxBpm] = [draft.minBpm, draft.maxBpm].map((bpm) => bpm.replace(',', '.'));
  return readHistorySearch({ ...draft, minBpm, maxBpm });
}
