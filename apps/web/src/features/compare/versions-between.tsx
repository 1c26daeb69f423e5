import type { RepositoryResponse } from '@beatflow/shared';
import { Link } from '@tanstack/react-router';
import type { Changes } from '../../components/changes/compare-types.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { Section } from '../../components/section.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './versions-between.module.css';

interface VersionsBetweenProps {
  repository: RepositoryResponse;
  changes: Changes;
}

/** The steps from one version to the other: what each side has and the other lacks. Nothing for a single step. */
export function VersionsBetween({ repository, changes }: VersionsBetweenProps) {
  const { ahead, behind, aheadCommits, behindCommits } = changes;
  if (ahead + behind < 2) return null;
  return (
    <Section title="Versions between">
      <Versions repository={repository} label="Only in After" count={ahead} commits={aheadCommits} />
      <Versions repository={repository} label="Only in Before" count={behind} commits={behindCommits} />
    </Section>
  );
}

interface VersionsProps {
  repository: RepositoryResponse;
  label: string;
  count: number;
  commits: Changes['aheadCommits'];
}

function Versions({ repository, label, count, commits }: VersionsProps) {
  if (count === 0) return null;
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <div className={styles.side}>
      <p className={styles.label}>
        {label} · {count}
      </p>
      <ol className={styles.list} aria-label={label}>
        {commits.map((commit) => (
          <li key={commit.id} className={styles.version}>
            <UserMark username={commit.authorName} size={18} />
            <span className={styles.what}>
              <Link
                to="/$owner/$name/commit/$commitId"
                params={{ ...params, commitId: commit.id }}
                className={styles.title}
              >
                {commitTitle(commit)}
              </Link>
              <span className={styles.facts}>
                {commit.authorName} · <TimeAgo at={commit.createdAt} />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {count > commits.length && <p className={styles.facts}>and {count - commits.length} more</p>}
    </div>
  );
}
