import type { BranchResponse, BranchStanding, RepositoryResponse } from '@beatflow/shared';
import { IconArrowsDiff, IconGitBranch, IconHistory, IconShield } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { canWrite } from '../../api/use-repository.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { describeDistance } from '../../components/describe-distance.ts';
import { NewBranchDialog } from '../../components/ref-switcher/new-branch-dialog.tsx';
import { NewTagDialog } from '../../components/ref-switcher/new-tag-dialog.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import { BranchMenu } from './branch-menu.tsx';
import styles from './branches.module.css';
import { RenameBranchDialog } from './rename-branch-dialog.tsx';
import { useBranchActions } from './use-branch-actions.ts';

interface BranchRowProps {
  repository: RepositoryResponse;
  branch: BranchResponse;
  /** How it stands to the default branch; absent until that is known. */
  standing: BranchStanding | undefined;
}

/** A branch: its newest version, who made it and when, and what can be done to it. */
export function BranchRow({ repository, branch, standing }: BranchRowProps) {
  const actions = useBranchActions(repository);
  const [dialog, setDialog] = useState<'rename' | 'begin' | 'tag' | null>(null);
  const close = () => setDialog(null);
  const { name, head, headCommitId, isDefault, isProtected } = branch;
  const params = { owner: repository.ownerUsername, name: repository.name };
  const search = isDefault ? {} : { ref: name };
  const title = head ? commitTitle(head) : name;
  return (
    <li className={styles.row}>
      <IconGitBranch size={18} className={styles.icon} aria-hidden />
      <div className={styles.what}>
        <p className={styles.top}>
          <Link to="/$owner/$name" params={params} search={search} className={styles.name}>
            {name}
          </Link>
          {isDefault && <span className={styles.badge}>default</span>}
          {isProtected && (
            <span className={styles.badge} title="Only admins move it, and only by merging">
              <IconShield size={12} aria-hidden /> protected
            </span>
          )}
        </p>
        {head && (
          <p className={styles.facts}>
            <span className={styles.mark}>
              <UserMark username={head.authorName} size={18} />
            </span>
            <Link
              to="/$owner/$name/commit/$commitId"
              params={{ ...params, commitId: headCommitId }}
              className={styles.title}
            >
              {title}
            </Link>
            <span>{head.authorName}</span>
            <TimeAgo at={head.createdAt} />
          </p>
        )}
        {!isDefault && standing && (
          <p className={styles.facts}>
            <Distance {...standing} from={repository.defaultBranch} />
          </p>
        )}
      </div>
      {!isDefault && (
        <Link
          to="/$owner/$name/compare"
          params={params}
          search={{ before: repository.defaultBranch, after: name }}
          className={styles.link}
          aria-label={`Compare ${name} with ${repository.defaultBranch}`}
          title={`Compare with ${repository.defaultBranch}`}
        >
          <IconArrowsDiff size={16} aria-hidden /> <span>Compare</span>
        </Link>
      )}
      <Link
        to="/$owner/$name/commits"
        params={params}
        search={search}
        className={styles.link}
        aria-label={`History of ${name}`}
      >
        <IconHistory size={16} aria-hidden /> <span>History</span>
      </Link>
      {canWrite(repository) && (
        <BranchMenu
          repository={repository}
          branch={branch}
          isBusy={actions.isBusy}
          onRename={() => setDialog('rename')}
          onBegin={() => setDialog('begin')}
          onTag={() => setDialog('tag')}
          onMakeDefault={() => void actions.makeDefault(branch)}
          onProtect={() => void actions.protect(branch)}
          onDelete={() => void actions.remove(branch)}
        />
      )}
      {dialog === 'rename' && <RenameBranchDialog repositoryId={repository.id} name={name} onClose={close} />}
      {dialog === 'begin' && (
        <NewBranchDialog
          repositoryId={repository.id}
          from={headCommitId}
          fromWords={name}
          onClose={close}
          onMade={close}
        />
      )}
      {dialog === 'tag' && (
        <NewTagDialog repositoryId={repository.id} at={headCommitId} atWords={title} onClose={close} />
      )}
    </li>
  );
}

function Distance({ ahead, behind, from }: BranchStanding & { from: string }) {
  return (
    <span className={styles.distance} data-same={(ahead === 0 && behind === 0) || undefined}>
      {describeDistance({ ahead, behind }, from)}
    </span>
  );
}
