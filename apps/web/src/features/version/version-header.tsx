import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { formatDuration } from '../../components/format-duration.ts';
import { ShortDigest } from '../../components/short-digest.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './version-header.module.css';
import { VersionSteps } from './version-steps.tsx';

// Few come to need it: it is fetched when the page has been drawn.
const CommitActions = lazy(async () => ({
  default: (await import('../merge/apply/commit-actions.tsx')).CommitActions,
}));

interface VersionHeaderProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  isCommitPage: boolean;
}

/** What a version is: its message, who made it and when, tempo, key, length; and its whole as a download. */
export function VersionHeader({ repository, commit, isCommitPage }: VersionHeaderProps) {
  const Heading = isCommitPage ? 'h1' : 'h2';
  const [, ...body] = commit.message.trim().split('\n');
  const words = body.join('\n').trim();
  const params = { owner: repository.ownerUsername, name: repository.name };
  const duration = Math.max(0, ...commit.stems.map((stem) => stem.duration));
  const isLatest = commit.id === repository.head?.id;
  return (
    <header className={styles.header}>
      {isCommitPage && !isLatest && (
        <p className={styles.notLatest}>
          This is not the latest version.{' '}
          <Link to="/$owner/$name" params={params}>
            Go to the latest
          </Link>
        </p>
      )}
      <div className={styles.top}>
        <div className={styles.what}>
          <Heading className={styles.title}>{commitTitle(commit)}</Heading>
          {words !== '' && <p className={styles.words}>{words}</p>}
          <p className={styles.facts}>
            <UserMark username={commit.authorName} size={20} />
            <span>{commit.authorName}</span>
            <TimeAgo at={commit.createdAt} />
            {commit.bpm !== null && <span className="numeric">{commit.bpm} bpm</span>}
            {commit.keySignature !== null && <span>{commit.keySignature}</span>}
            {duration > 0 && <span className="numeric">{formatDuration(duration)}</span>}
            <ShortDigest digest={commit.digest} />
          </p>
        </div>
        <div className={styles.actions}>
          {isCommitPage && <VersionSteps repository={repository} commit={commit} />}
          {isCommitPage && canWrite(repository) && (
            <Suspense fallback={null}>
              <CommitActions repository={repository} commit={commit} />
            </Suspense>
          )}
          {commit.stems.length > 0 && (
            <Button
              component="a"
              variant="default"
              href={`/commits/${commit.id}/archive`}
              download
              leftSection={<IconFileZip size={16} aria-hidden />}
            >
              Download all (ZIP)
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}
