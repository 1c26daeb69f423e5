import type { CommitSummary, RepositoryResponse } from '@beatflow/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { toRequestError } from '../../api/request-error.ts';
import { useTRPC } from '../../api/trpc.ts';
import { canWrite } from '../../api/use-repository.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { MessageView } from '../../components/message-view.tsx';
import styles from './commit-log.module.css';
import { CommitRow } from './commit-row.tsx';
import { groupByDay } from './group-by-day.ts';

interface CommitLogProps {
  repository: RepositoryResponse;
  /** The default branch when absent. */
  branch: string | undefined;
}

/** The log of a branch, under the days on which its versions were made. */
export function CommitLog({ repository, branch }: CommitLogProps) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.commit.list.infiniteQueryOptions(
      { repositoryId: repository.id, ref: branch, limit: 50 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  if (query.isPending) return <ListSkeleton label="Loading the history" rowHeight={56} />;
  const commits: CommitSummary[] | undefined = query.data?.pages.flatMap(({ items }) => items);
  // A song without a version has no branch that a log could begin at.
  const isMissing = query.isError && toRequestError(query.error).reason === 'not-found';
  if (commits?.length === 0 || (isMissing && !repository.head && !branch)) return <NoVersion repository={repository} />;
  if (isMissing && branch) return <NoBranch repository={repository} branch={branch} />;
  if (!commits) return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className={styles.log}>
      {groupByDay(commits).map(({ day, items }) => (
        <section key={day} aria-label={day}>
          <h2 className={styles.day}>{day}</h2>
          <ol className={styles.list}>
            {items.map((commit) => (
              <CommitRow key={commit.id} commit={commit} repository={repository} />
            ))}
          </ol>
        </section>
      ))}
      <LoadMore query={query}>Older versions</LoadMore>
    </div>
  );
}

function NoVersion({ repository }: { repository: RepositoryResponse }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <MessageView
      title="No version yet"
      actions={
        canWrite(repository) && (
          <ButtonLink to="/$owner/$name" params={params}>
            Push the first stems
          </ButtonLink>
        )
      }
    >
      <p>The history begins with the first stems that are pushed.</p>
    </MessageView>
  );
}

function NoBranch({ repository, branch }: { repository: RepositoryResponse; branch: string }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <MessageView
      title={`There is no branch “${branch}”`}
      actions={
        <ButtonLink to="/$owner/$name/commits" params={params} search={{}} variant="default">
          Show {repository.defaultBranch}
        </ButtonLink>
      }
    >
      <p>It may have been renamed or deleted. Its versions are kept.</p>
    </MessageView>
  );
}
