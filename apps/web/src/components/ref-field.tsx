import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../api/trpc.ts';

interface RefFieldProps {
  repositoryId: string;
  label: string;
  /** The version that is chosen now, as it was named. */
  value: string;
  /** Whether only a branch will do. */
  isBranch?: boolean;
  onChoose: (ref: string) => void;
}

/** Names a version: a branch or tag from the list, or a digest that somebody sent. Chosen on Enter, or on leaving. */
export function RefField({ repositoryId, label, value, isBranch = false, onChoose }: RefFieldProps) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState<string | null>(null);
  const branches = useQuery(trpc.branch.list.queryOptions({ repositoryId, limit: 100 }));
  const tags = useQuery({ ...trpc.tag.list.queryOptions({ repositoryId, limit: 100 }), enabled: !isBranch });
  const choose = (ref: string) => {
    setDraft(null);
    if (ref.trim() !== '' && ref.trim() !== value) onChoose(ref.trim());
  };
  return (
    <Autocomplete
      label={label}
      placeholder={isBranch ? 'A branch' : 'A branch, a tag or a digest'}
      autoCapitalize="none"
      spellCheck={false}
      value={draft ?? value}
      data={[
        { group: 'Branches', items: (branches.data?.items ?? []).map(({ name }) => name) },
        { group: 'Tags', items: isBranch ? [] : (tags.data?.items ?? []).map(({ name }) => name) },
      ]}
      // What is chosen already must not hide what else there is.
      filter={draft === null ? ({ options }) => options : undefined}
      onChange={setDraft}
      onOptionSubmit={choose}
      onBlur={() => draft !== null && choose(draft)}
      onKeyDown={(event) => {
        if (
          event.key === 'Enter' &&
          draft !== null &&
          event.currentTarget.getAttribute('aria-activedescendant') === null
        )
          choose(draft);
      }}
    />
  );
}
