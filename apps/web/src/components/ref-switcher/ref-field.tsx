import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { matchNames } from './match-names.ts';
import { useRefs } from './use-refs.ts';

/** More than this nobody reads; a letter typed finds the rest. */
const SHOWN = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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
  const [draft, setDraft] = useState<string | null>(null);
  const shown = useShownRef(repositoryId, value);
  const { branches, tags } = useRefs(repositoryId);
  const choose = (ref: string) => {
    setDraft(null);
    if (!['', value, shown].includes(ref.trim())) onChoose(ref.trim());
  };
  return (
    <Autocomplete
      label={label}
      placeholder={isBranch ? 'A branch' : 'A branch, a tag or a digest'}
      autoCapitalize="none"
      spellCheck={false}
      value={draft ?? shown}
      // What is chosen already must not hide what else there is.
      data={[
        { group: 'Branches', items: toNames(branches, draft) },
        { group: 'Tags', items: isBranch ? [] : toNames(tags, draft) },
      ]}
      filter={({ options }) => options}
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

/** What to show for a ref: of a version that a link named by its id, the digits by which people name it. */
function useShownRef(repositoryId: string, value: string): string {
  const isId = UUID.test(value);
  const { data } = useQuery({
    ...useTRPC().commit.get.queryOptions({ repositoryId, ref: value }),
    enabled: isId,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return isId ? (data?.digest.slice(0, 8) ?? '…') : value;
}

function toNames(items: readonly { name: string }[], draft: string | null): string[] {
  return matchNames(items, draft ?? '')
    .slice(0, SHOWN)
    .map(({ name }) => name);
}
