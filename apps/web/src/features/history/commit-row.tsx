import type { CommitSummary, RepositoryResponse } from '@beatflow/shared';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { commitTitle } from '../../components/commit-title.ts';
import { ShortDigest } from '../../components/short-digest.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './commit-row.module.css';

interface CommitRowProps {
  commit: CommitSummary;
  repository: RepositoryResponse;
}

/** One version in the log: what, who, when, at what tempo and key; and a way to hear it. */
export function CommitRow({ commit, repository }: CommitRowProps) {
  const params = { owner: repository.ownerUsername, name: repository.name, commitId: commit.id };
  const title = commitTitle(commit);
  return (
    <li className={styles.row}>
      <span className={styles.node} data-head={commit.id === repository.head?.id || undefined} aria-hidden="true" />
      <div className={styles.what}>
        <Link to="/$owner/$name/commit/$commitId" params={params} className={styles.message}>
          {title}
        </Link>
        <p className={styles.facts}>
          <UserMark username={commit.authorName} size={18} />
          <span>{commit.authorName}</span>
          <TimeAgo at={commit.createdAt} />
          {commit.bpm !== null && <span className="numeric">{commit.bpm} bpm</span>}
          {commit.keySignature && <span>{commit.keySignature}</span>}
          {commit.mergeParentCommitId && <span className={styles.badge}>merge</span>}
        </p>
      </div>
      <ShortDigest digest={commit.digest} />
      <Link
        to="/$owner/$name/commit/$commitId"
        params={params}
        search={{ play: true }}
        className={styles.play}
        aria-label={`Play “${title}”`}
        title="Play this version"
      >
        <IconPlayerPlay size={16} aria-hidden />
      </Link>
    </li>
  );
}
