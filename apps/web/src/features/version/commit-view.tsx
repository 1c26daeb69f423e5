import type { RepositoryResponse } from '@beatflow/shared';
import { toRequestError } from '../../api/request-error.ts';
import { useRepository } from '../../api/use-repository.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { commitTitle } from '../../components/commit-title.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import styles from './ref-bar.module.css';
import { RefBar } from './ref-bar.tsx';
import { useCommit } from './use-commit.ts';
import { usePlayOnArrival } from './use-play-on-arrival.ts';
import { VersionContent } from './version-content.tsx';
import { VersionSkeleton } from './version-skeleton.tsx';

interface CommitViewProps {
  owner: string;
  name: string;
  commitId: string;
}

/** Any version of a song, to hear, to read about and to take home. */
export function CommitView({ owner, name, commitId }: CommitViewProps) {
  const { data: repository } = useRepository(owner, name);
  if (!repository) return <VersionSkeleton />;
  return <OneVersion repository={repository} commitId={commitId} />;
}

function OneVersion({ repository, commitId }: { repository: RepositoryResponse; commitId: string }) {
  const commit = useCommit(repository.id, commitId);
  usePageTitle(commit.data && `${commitTitle(commit.data)} · ${repository.name}`);
  usePlayOnArrival(commit.isPlaceholderData ? undefined : commit.data?.id);
  if (commit.isError && toRequestError(commit.error).reason === 'not-found') {
    return (
      <MessageView
        level={1}
        title="There is no such version"
        actions={
          <ButtonLink to="/$owner/$name" params={{ owner: repository.ownerUsername, name: repository.name }}>
            To the latest version
          </ButtonLink>
        }
      >
        <p>The address may be cut short, or belong to another song.</p>
      </MessageView>
    );
  }
  if (commit.isError && !commit.data) {
    return (
      <ErrorView
        level={1}
        title="This version could not be loaded"
        error={commit.error}
        onRetry={() => void commit.refetch()}
      />
    );
  }
  if (!commit.data) return <VersionSkeleton />;
  const current = { kind: 'version' as const, name: commit.data.digest, commitId: commit.data.id };
  return (
    <div className={styles.page}>
      <RefBar repository={repository} current={current} words={commitTitle(commit.data)} />
      <VersionContent repository={repository} commit={commit.data} isCommitPage />
    </div>
  );
}
