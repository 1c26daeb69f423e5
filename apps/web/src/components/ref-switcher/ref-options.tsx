import { Combobox } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { matchNames, suggestName } from './match-names.ts';
import styles from './ref-switcher.module.css';
import type { ChosenRef } from './use-chosen-ref.ts';
import type { Refs } from './use-refs.ts';

/** More than this nobody reads; a letter typed finds the rest. */
const SHOWN = 100;

interface RefOptionsProps {
  refs: Refs;
  search: string;
  current: Pick<ChosenRef, 'kind' | 'name'>;
  defaultBranch: string;
  canBegin: boolean;
}

/** The branches and tags to choose from, and the way to a new branch. Values are `branch:…`, `tag:…` and `new`. */
export function RefOptions({ refs, search, current, defaultBranch, canBegin }: RefOptionsProps) {
  const byDefault = refs.branches.toSorted(
    (a, b) => Number(b.name === defaultBranch) - Number(a.name === defaultBranch),
  );
  const groups = [
    { kind: 'branch', label: 'Branches', items: matchNames(byDefault, search) },
    { kind: 'tag', label: 'Tags', items: matchNames(refs.tags, search) },
  ] as const;
  const isEmpty = groups.every(({ items }) => items.length === 0);
  const typed = suggestName(search);
  return (
    <Combobox.Options aria-label="Branches and tags" className={styles.options}>
      {groups.map(({ kind, label, items }) => (
        <Combobox.Group key={kind} label={label}>
          {items.slice(0, SHOWN).map(({ name }) => {
            const isCurrent = current.kind === kind && current.name === name;
            return (
              <Combobox.Option key={name} value={`${kind}:${name}`} active={isCurrent} className={styles.option}>
                <span className={styles.check}>{isCurrent && <IconCheck size={15} aria-label="Chosen" />}</span>
                <span className={styles.name}>{name}</span>
                {kind === 'branch' && name === defaultBranch && <span className={styles.default}>default</span>}
              </Combobox.Option>
            );
          })}
        </Combobox.Group>
      ))}
      {refs.isComplete && isEmpty && <Combobox.Empty>No branch or tag is called so.</Combobox.Empty>}
      {!refs.isComplete && <Combobox.Empty>{refs.error ? 'They could not be loaded.' : 'Loading…'}</Combobox.Empty>}
      {canBegin && (
        <Combobox.Option value="new" className={styles.begin}>
          <IconPlus size={15} aria-hidden />
          {typed === '' ? 'New branch from this version' : `New branch “${typed}” from this version`}
        </Combobox.Option>
      )}
    </Combobox.Options>
  );
}
