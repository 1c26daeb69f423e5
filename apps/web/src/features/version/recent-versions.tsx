import type { CommitSummary, RepositoryResponse } from '@beatflow/shared';
import { Link } from '@tanstack/react-router';
import { commitTitle } from '../../components/commit-title.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import styles from './recent-versions.module.css';
import { useLog } from './use-log.ts';

interface RecentVersionsProps {
  repository: RepositoryResponse;
  currentId: string;
  refName: string | undefined;
}

/** The history beside the player: a click goes to that version, and what plays goes on in it. */
export function RecentVersions({ repository, currentId, refName }: RecentVersionsProps) {
  const ref = refName === repository.defaultBranch ? undefined : refName;
  const log = useLog(repository, ref);
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <Section
      title="History"
      actions={
        <Link
          to="/$owner/$name/commits"
          params={params}
          search={ref === undefined ? {} : { ref }}
          className={styles.all}
        >
          All versions
        </Link>
      }
    >
      {log.isPending && <ListSkeleton label="Loading the history" rowHeight={44} />}
      {log.isError && !log.data && (
        <ErrorView
          title="The history could not be loaded"
          level={3}
          error={log.error}
          onRetry={() => void log.refetch()}
        />
      )}
      {log.data && (
        <ol className={styles.list}>
          {log.data.items.map((commit) => (
            <Version key={commit.id} commit={commit} params={params} isCurrent={commit.id === currentId} />
          ))}
        </ol>
      )}
    </Section>
  );
}

interface VersionProps {
  commit: CommitSummary;
  params: { owner: string; name: string };
  isCurrent: boolean;
}

function Version({ commit, params, isCurrent }: VersionProps) {
  return (
    <li className={styles.version} data-current={isCurrent || undefined}>
      <Link
        to="/$owner/$name/commit/$commitId"
        params={{ ...params, commitId: commit.id }}
        className={styles.link}
        aria-current={isCurrent ? 'true' : undefined}
        resetScroll={false}
      >
        <span className={styles.title}>{commitTitle(commit)}</span>
        <span className={styles.facts}>
          {commit.authorName} · <TimeAgo at={commit.createdAt} />
        </span>
      </Link>
    </li>
  );
}
