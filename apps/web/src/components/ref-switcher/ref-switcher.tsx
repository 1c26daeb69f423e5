import type { RepositoryResponse } from '@beatflow/shared';
import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown, IconGitBranch, IconGitCommit, IconTag } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { NewBranchDialog } from './lazy-dialogs.ts';
import { suggestName } from './match-names.ts';
import { RefOptions } from './ref-options.tsx';
import styles from './ref-switcher.module.css';
import type { ChosenRef } from './use-chosen-ref.ts';
import { useRefs } from './use-refs.ts';

interface RefSwitcherProps {
  repository: RepositoryResponse;
  current: ChosenRef;
  /** The current version in words, for the dialog of a new branch. */
  words?: string;
  onChoose: (ref: string) => void;
}

const icons = { branch: IconGitBranch, tag: IconTag, version: IconGitCommit };
const spoken = { branch: 'Branch', tag: 'Tag', version: 'Version' };

/** Shows which branch or tag a page is about, and leads to any other: typing searches, arrows and Enter choose. */
export function RefSwitcher({ repository, current, words, onChoose }: RefSwitcherProps) {
  const [isOpened, setIsOpened] = useState(false);
  const [search, setSearch] = useState('');
  const [begins, setBegins] = useState<string | null>(null);
  // Most who look at a page never open the list.
  const refs = useRefs(repository.id, { enabled: isOpened });
  const combobox = useCombobox({
    onDropdownOpen: () => {
      setIsOpened(true);
      combobox.focusSearchInput();
    },
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  const { kind, name, commitId } = current;
  const Icon = icons[kind];

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
          <Button
            variant="default"
            className={styles.target}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={`${spoken[kind]} ${name}. Switch branch or tag`}
            aria-expanded={combobox.dropdownOpened}
            aria-haspopup="listbox"
            onClick={() => combobox.toggleDropdown()}
          >
            <span className={styles.name}>{kind === 'version' ? name.slice(0, 8) : name}</span>
          </Button>
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
