import { Button } from '@mantine/core';
import { IconChevronDown, IconGitBranch, IconGitCommit, IconTag } from '@tabler/icons-react';
import type { Ref } from 'react';
import styles from './ref-switcher.module.css';
import type { ChosenRef } from './use-chosen-ref.ts';

interface RefButtonProps {
  current: ChosenRef;
  isOpen: boolean;
  isLoading?: boolean;
  onClick: () => void;
  onApproach?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

const icons = { branch: IconGitBranch, tag: IconTag, version: IconGitCommit };
const spoken = { branch: 'Branch', tag: 'Tag', version: 'Version' };

/** What a page is about, as the button that leads to something else. */
export function RefButton({ current, isOpen, isLoading = false, onClick, onApproach, ref }: RefButtonProps) {
  const { kind, name } = current;
  const Icon = icons[kind];
  return (
    <Button
      ref={ref}
      variant="default"
      className={styles.target}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={`${spoken[kind]} ${name}. Switch branch or tag`}
      aria-expanded={isOpen}
      aria-haspopup="listbox"
      aria-busy={isLoading}
      onClick={onClick}
      onPointerEnter={onApproach}
      onFocus={onApproach}
    >
      <span className={styles.name}>{kind === 'version' ? name.slice(0, 8) : name}</span>
    </Button>
  );
}
