import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { findNeighbours } from './find-neighbours.ts';
import { useLog } from './use-log.ts';
import styles from './version-steps.module.css';

interface VersionStepsProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
}

/** To the version before and the one after; what plays goes on in it. */
export function VersionSteps({ repository, commit }: VersionStepsProps) {
  const { data } = useLog(repository);
  const { previousId, nextId } = findNeighbours(commit, data?.items ?? []);
  return (
    <nav className={styles.steps} aria-label="Versions">
      <Step repository={repository} commitId={previousId} label="Previous version">
        <IconArrowLeft size={16} aria-hidden /> Previous
      </Step>
      <Step repository={repository} commitId={nextId} label="Next version">
        Next <IconArrowRight size={16} aria-hidden />
      </Step>
      {previousId !== null && (
        <Link
          to="/$owner/$name/compare"
          params={{ owner: repository.ownerUsername, name: repository.name }}
          search={{ before: previousId, after: commit.id }}
          className={styles.step}
        >
          Compare with previous
        </Link>
      )}
      {commit.mergeParentCommitId !== null && (
        <Step repository={repository} commitId={commit.mergeParentCommitId} label="The version that was merged in">
          Merged in
        </Step>
      )}
    </nav>
  );
}

interface StepProps {
  repository: RepositoryResponse;
  commitId: string | null;
  label: string;
  children: ReactNode;
}

function Step({ repository, commitId, label, children }: StepProps) {
  if (commitId === null) {
    return (
      <span className={styles.step} data-off="">
        {children}
      </span>
    );
  }
  return (
    <Link
      to="/$owner/$name/commit/$commitId"
      params={{ owner: repository.ownerUsername, name: repository.name, commitId }}
      className={styles.step}
      aria-label={label}
      resetScroll={false}
    >
      {children}
    </Link>
  );
}
