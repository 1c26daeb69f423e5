import { Combobox, useCombobox } from '@mantine/core';
import { Suspense, useEffect, useEffectEvent, useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { NewBranchDialog } from './lazy-dialogs.ts';
import { suggestName } from './match-names.ts';
import { RefButton } from './ref-button.tsx';
import { RefOptions } from './ref-options.tsx';
import styles from './ref-switcher.module.css';
import type { RefSwitcherProps } from './ref-switcher.tsx';
import { useRefs } from './use-refs.ts';

/** The list behind the switcher; it comes opened, since it is fetched when somebody asks for it. */
export function RefMenu({ repository, current, words, onChoose }: RefSwitcherProps) {
  const [search, setSearch] = useState('');
  const [begins, setBegins] = useState<string | null>(null);
  const refs = useRefs(repository.id);
  const combobox = useCombobox({
    defaultOpened: true,
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  const { name, commitId } = current;

  const focusSearch = useEffectEvent(() => combobox.focusSearchInput());
  useEffect(() => focusSearch(), []);

  const take = (value: string) => {
    combobox.closeDropdown();
    if (value === 'new') setBegins(suggestName(search));
    else {
      combobox.focusTarget();
      onChoose(value.slice(value.indexOf(':') + 1));
    }
  };
  return (
    <>
      <Combobox
        store={combobox}
        onOptionSubmit={take}
        width={300}
        position="bottom-start"
        shadow="md"
        // What opens belongs to the page's content, also for those who go from landmark to landmark.
        withinPortal={false}
      >
        <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
          <RefButton current={current} isOpen={combobox.dropdownOpened} onClick={() => combobox.toggleDropdown()} />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            className={styles.search}
            role="combobox"
            aria-expanded
            aria-label="Find a branch or tag"
            placeholder="Find a branch or tag"
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
            onKeyDown={(event) => event.key === 'Escape' && combobox.focusTarget()}
          />
          <RefOptions
            refs={refs}
            search={search}
            current={current}
            defaultBranch={repository.defaultBranch}
            canBegin={canWrite(repository) && commitId !== null}
          />
        </Combobox.Dropdown>
      </Combobox>
      {begins !== null && commitId !== null && (
        <Suspense>
          <NewBranchDialog
            repositoryId={repository.id}
            from={commitId}
            fromWords={words ?? name}
            suggestion={begins}
            onClose={() => setBegins(null)}
            onMade={(branch) => onChoose(branch.name)}
          />
        </Suspense>
      )}
    </>
  );
}
