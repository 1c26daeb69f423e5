import type { RepositoryResponse } from '@beatflow/shared';
import { ActionIcon } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { RefField } from '../../components/ref-switcher/ref-field.tsx';
import styles from './choose-sides.module.css';

interface ChooseSidesProps {
  repository: RepositoryResponse;
  before: string;
  after: string;
  onChoose: (sides: { before?: string; after?: string }) => void;
}

export function ChooseSides({ repository, before, after, onChoose }: ChooseSidesProps) {
  return (
    <div className={styles.sides}>
      <RefField
        repositoryId={repository.id}
        label="Before"
        value={before}
        onChoose={(ref) => onChoose({ before: ref })}
      />
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Swap before and after"
        title="Swap before and after"
        disabled={before === ''}
        onClick={() => onChoose({ before: after, after: before })}
      >
        <IconArrowsLeftRight size={18} aria-hidden />
      </ActionIcon>
      <RefField repositoryId={repository.id} label="After" value={after} onChoose={(ref) => onChoose({ after: ref })} />
    </div>
  );
}
