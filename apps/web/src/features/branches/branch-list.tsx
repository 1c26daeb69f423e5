import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { NewBranchDialog } from '../../components/ref-switcher/new-branch-dialog.tsx';
import { useRefs } from '../../components/ref-switcher/use-refs.ts';
import { Section } from '../../components/section.tsx';
import { BranchRow } from './branch-row.tsx';
import styles from './branches.module.css';
import { useStandings } from './use-standings.ts';

/** Every branch of a song, the default one first. */
export function BranchList({ repository }: { repository: RepositoryResponse }) {
  const { branches, isComplete, error, retry } = useRefs(repository.id);
  const standings = useStandings(repository.id);
  const [isBeginning, setIsBeginning] = useState(false);
  const ordered = branches.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
  return (
    <Section
      title="Branches"
      level={1}
      lead="Ideas that go their own way. Each is a name for its newest version, and none of them costs space."
      actions={
        canWrite(repository) &&
        repository.head !== null && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsBeginning(true)}>
            New branch
          </Button>
        )
      }
    >
      {!isComplete && !error && <ListSkeleton label="Loading the branches" rows={3} rowHeight={56} />}
      {!isComplete && error !== null && <ErrorView error={error} onRetry={retry} />}
      {isComplete && branches.length === 0 && (
        <p className={styles.words}>
          There is none yet: “{repository.defaultBranch}” begins with the first stems that are pushed.
        </p>
      )}
      {ordered.length > 0 && (
        <ul className={styles.rows} aria-label="Branches">
          {ordered.map((branch) => (
            <BranchRow key={branch.id} repository={repository} branch={branch} standing={standings.get(branch.name)} />
          ))}
        </ul>
      )}
      {isBeginning && (
        <NewBranchDialog
          repositoryId={repository.id}
          from={repository.defaultBranch}
          fromWords={repository.defaultBranch}
          onClose={() => setIsBeginning(false)}
          onMade={() => setIsBeginning(false)}
        />
      )}
    </Section>
  );
}
