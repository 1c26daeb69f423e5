import type { RepositoryResponse } from '@beatflow/shared';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatDuration } from '../format-duration.ts';
import { SongMark } from '../song-mark.tsx';
import { TimeAgo } from '../time-ago.tsx';
import styles from './repository-list.module.css';

interface RepositoryListProps {
  repositories: RepositoryResponse[];
  label: string;
  /** Whether all are of one owner, whose name then goes without saying. */
  hideOwner?: boolean;
}

/** Songs, one to a row. */
export function RepositoryList({ repositories, label, hideOwner = false }: RepositoryListProps) {
  return (
    <ul className={styles.list} aria-label={label}>
      {repositories.map((repository) => (
        <RepositoryRow key={repository.id} repository={repository} hideOwner={hideOwner} />
      ))}
    </ul>
  );
}

function RepositoryRow({ repository, hideOwner }: { repository: RepositoryResponse; hideOwner: boolean }) {
  const { ownerUsername, name, description, genre, isPublic, head } = repository;
  return (
    <li className={styles.row}>
      <SongMark id={repository.id} />
      <div className={styles.what}>
        <Link to="/$owner/$name" params={{ owner: ownerUsername, name }} className={styles.link}>
          {!hideOwner && <span className={styles.owner}>{ownerUsername}/</span>}
          <span className={styles.name}>{name}</span>
        </Link>
        {!isPublic && (
          <span className={styles.private}>
            <IconLock size={12} aria-hidden /> Private
          </span>
        )}
        {description && <p className={styles.description}>{description}</p>}
      </div>
      <p className={styles.facts}>
        <span className={styles.genre}>{genre}</span>
        <span title="Key">{head?.keySignature}</span>
        <span className="numeric">
          {head?.bpm && (
            <>
              {head.bpm} <abbr title="beats per minute">bpm</abbr>
            </>
          )}
        </span>
        <span className="numeric">{head && stemWords(head)}</span>
        <span>{head ? <TimeAgo at={head.createdAt} /> : 'No version yet'}</span>
      </p>
    </li>
  );
}

function stemWords({ stemCount, duration }: { stemCount: number; duration: number }): string {
  if (stemCount === 0) return 'No stems';
  return `${stemCount} ${stemCount === 1 ? 'stem' : 'stems'}, ${formatDuration(duration)}`;
}
