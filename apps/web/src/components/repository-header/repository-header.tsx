import type { RepositoryResponse } from '@beatflow/shared';
import { Skeleton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import styles from './repository-header.module.css';

interface RepositoryHeaderProps {
  owner: string;
  name: string;
  /** Undefined while it is on its way; the address already says its name. */
  repository: RepositoryResponse | undefined;
}

/** Whose song this is, and its pages. */
export function RepositoryHeader({ owner, name, repository }: RepositoryHeaderProps) {
  const params = { owner: repository?.ownerUsername ?? owner, name: repository?.name ?? name };
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <p className={styles.name}>
          <Link to="/$owner" params={params} className={styles.owner}>
            {params.owner}
          </Link>
          <span className={styles.slash} aria-hidden="true">
            /
          </span>
          <Link to="/$owner/$name" params={params} className={styles.song}>
            {params.name}
          </Link>
        </p>
        {repository ? <Visibility isPublic={repository.isPublic} /> : <Skeleton height={20} width={64} />}
      </div>
      <nav aria-label="Song" className={styles.tabs}>
        <Link
          to="/$owner/$name"
          params={params}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          Song
        </Link>
        <Link
          to="/$owner/$name/commits"
          params={params}
          className={styles.tab}
          activeOptions={{ includeSearch: false }}
        >
          History
        </Link>
        {repository && repository.role !== null && (
          <Link to="/$owner/$name/settings" params={params} className={styles.tab}>
            Settings
          </Link>
        )}
      </nav>
    </header>
  );
}

function Visibility({ isPublic }: { isPublic: boolean }) {
  if (isPublic) return <span className={styles.badge}>Public</span>;
  return (
    <span className={styles.badge}>
      <IconLock size={12} aria-hidden /> Private
    </span>
  );
}
