import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconGitBranch, IconTag } from '@tabler/icons-react';
import { type ReactNode, Suspense, useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { NewBranchDialog, NewTagDialog } from '../../components/ref-switcher/lazy-dialogs.ts';
import { RefSwitcher } from '../../components/ref-switcher/ref-switcher.tsx';
import type { ChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import styles from './ref-bar.module.css';
import { useShowRef } from './use-show-ref.ts';

interface RefBarProps {
  repository: RepositoryResponse;
  current: ChosenRef;
  /** The version in words. */
  words: string;
  children?: ReactNode;
}

/** Which branch, tag or version this page shows; the way to others; and names for this version. */
export function RefBar({ repository, current, words, children }: RefBarProps) {
  const show = useShowRef(repository);
  const [dialog, setDialog] = useState<'branch' | 'tag' | null>(null);
  const { commitId } = current;
  const close = () => setDialog(null);
  return (
    <div className={styles.bar}>
      <RefSwitcher repository={repository} current={current} words={words} onChoose={show} />
      {children}
      {canWrite(repository) && commitId !== null && (
        <div className={styles.actions}>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconGitBranch size={15} aria-hidden />}
            onClick={() => setDialog('branch')}
          >
            New branch from this version
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconTag size={15} aria-hidden />}
            onClick={() => setDialog('tag')}
          >
            Tag it
          </Button>
          <Suspense>
            {dialog === 'branch' && (
              <NewBranchDialog
                repositoryId={repository.id}
                from={commitId}
                fromWords={words}
                onClose={close}
                onMade={({ name }) => show(name)}
              />
            )}
            {dialog === 'tag' && (
              <NewTagDialog repositoryId={repository.id} at={commitId} atWords={words} onClose={close} />
            )}
          </Suspense>
        </div>
      )}
    </div>
  );
}
