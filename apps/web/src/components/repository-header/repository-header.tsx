import type { RepositoryResponse } from '@beatflow/shared';
import { Skeleton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './repository-header.module.css';

interface RepositoryHeaderProps {
  owner: string;
  name: string;
  /** Undefined while it is on its way; the address already says its name. */
  repository: RepositoryResponse | undefined;
  /** What can be done with the song as a whole. */
  actions?: ReactNode;
  /** What stands under its name: where it comes from. */
  note?: ReactNode;
}

/** Whose song this is, and its pages. */
export function RepositoryHeader({ owner, name, repository, actions, note }: RepositoryHeaderProps) {
  const params = { owner: repository?.ownerUsername ?? owner, name: repository?.name ?? name };
  // From tab to tab it stays the branch that was chosen.
  const { ref } = useSearch({ strict: false });
  const search = ref === undefined ? {} : { ref };
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
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {note}
      <nav aria-label="Song" className={styles.tabs}>
        <Link
          to="/$owner/$name"
          params={params}
          search={search}
          className={styles.tab}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          Song
        </Link>
        <Link
          to="/$owner/$name/commits"
          params={params}
          search={search}
          className={styles.tab}
          activeOptions={{ includeSearch: false }}
        >
          History
        </Link>
        <Link to="/$owner/$name/branches" params={params} className={styles.tab}>
          Branches
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
