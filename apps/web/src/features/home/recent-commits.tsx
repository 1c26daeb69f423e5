import type { RecentCommit } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './recent-commits.module.css';

/** What happened of late in somebody's songs. */
export function RecentCommits() {
  const trpc = useTRPC();
  const query = useQuery(trpc.commit.recent.queryOptions({ limit: 12 }));
  return (
    <Section title="Recent versions">
      {query.isPending && <ListSkeleton label="Loading recent versions" rows={4} rowHeight={44} />}
      {query.isError && !query.data && <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className={styles.empty}>Versions that you and others push appear here.</p>}
      {query.data && query.data.items.length > 0 && (
        <ol className={styles.list}>
          {query.data.items.map((commit) => (
            <RecentCommitRow key={commit.id} commit={commit} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function RecentCommitRow({ commit }: { commit: RecentCommit }) {
  const { repository } = commit;
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <li className={styles.row}>
      <UserMark username={commit.authorName} size={26} />
      <div className={styles.what}>
        <Link
          to="/$owner/$name/commit/$commitId"
          params={{ ...params, commitId: commit.id }}
          className={styles.message}
        >
          {commitTitle(commit)}
        </Link>
        <p className={styles.facts}>
          {commit.authorName} in{' '}
          <Link to="/$owner/$name" params={params}>
            {repository.ownerUsername}/{repository.name}
          </Link>
          , <TimeAgo at={commit.createdAt} />
        </p>
      </div>
    </li>
  );
}
