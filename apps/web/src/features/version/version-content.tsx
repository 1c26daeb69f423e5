import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { MessageView } from '../../components/message-view.tsx';
import { ListenPanel } from '../listen/listen-panel.tsx';
import { FileTable } from './file-table.tsx';
import { GenerationParams } from './generation-params.tsx';
import { RecentVersions } from './recent-versions.tsx';
import styles from './version-content.module.css';
import { VersionHeader } from './version-header.tsx';

interface VersionContentProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  isCommitPage?: boolean;
  /** The branch, tag or version whose history stands beside; the default branch when absent. */
  refName?: string | undefined;
}

/** One version: its header, the player, facts about its files, and the history beside it. */
export function VersionContent({ repository, commit, isCommitPage = false, refName }: VersionContentProps) {
  return (
    <div className={styles.content}>
      <VersionHeader repository={repository} commit={commit} isCommitPage={isCommitPage} />
      {commit.stems.length > 0 ? (
        <ListenPanel commit={commit} />
      ) : (
        <MessageView title="This version has no stems">
          <p>All stems were removed in it. Earlier versions still have them.</p>
        </MessageView>
      )}
      <div className={styles.below}>
        <div className={styles.facts}>
          {commit.stems.length > 0 && <FileTable stems={commit.stems} />}
          <GenerationParams commit={commit} />
        </div>
        <RecentVersions repository={repository} currentId={commit.id} refName={refName} />
      </div>
    </div>
  );
}
