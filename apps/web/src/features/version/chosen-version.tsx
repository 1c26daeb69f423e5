import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useDeferredValue } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { commitTitle } from '../../components/commit-title.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { AmbiguousRef } from '../../components/ref-switcher/ambiguous-ref.tsx';
import { type ChosenRef, useChosenRef } from '../../components/ref-switcher/use-chosen-ref.ts';
import { PushZone } from '../push/push-zone.tsx';
import { EmptySong } from './empty-song.tsx';
import styles from './ref-bar.module.css';
import { RefBar } from './ref-bar.tsx';
import { RepositoryAbout } from './repository-about.tsx';
import { useCommit } from './use-commit.ts';
import { useShowRef } from './use-show-ref.ts';
import { VersionContent } from './version-content.tsx';
import { VersionSkeleton } from './version-skeleton.tsx';

interface ChosenVersionProps {
  repository: RepositoryResponse;
  /** What the address chose; the default branch when absent. */
  refName: string | undefined;
}

/** The newest version of a branch, with a place to push the next one; or the version that a tag names. */
export function ChosenVersion({ repository, refName }: ChosenVersionProps) {
  const { chosen, error, retry } = useChosenRef(repository, refName);
  if (chosen) return <Chosen repository={repository} chosen={chosen} />;
  if (error) return <ErrorView title="The branches could not be loaded" error={error} onRetry={retry} />;
  return <Waiting repository={repository} />;
}

/** The song's words while its version is on its way. */
function Waiting({ repository }: { repository: RepositoryResponse }) {
  return (
    <>
      <RepositoryAbout repository={repository} />
      <VersionSkeleton />
    </>
  );
}

function Chosen({ repository, chosen }: { repository: RepositoryResponse; chosen: ChosenRef }) {
  const head = useCommit(repository.id, chosen.commitId ?? undefined);
  const show = useShowRef(repository);
  // A version is a lot to draw: it is drawn in small steps, between taps and scrolling.
  const commit = useDeferredValue(head.data);
  if (chosen.commitId === null) {
    return (
      <PushZone repository={repository} head={null} branch={chosen.name}>
        <RepositoryAbout repository={repository} />
        <EmptySong repository={repository} />
      </PushZone>
    );
  }
  if (head.isError) {
    const problem = toRequestError(head.error);
    if (problem.reason === 'ref-ambiguous') return <AmbiguousRef error={problem} onChoose={show} />;
    if (problem.reason === 'not-found') {
      return <NoSuchRef repository={repository} name={chosen.name} words={problem.message} />;
    }
  }
  if (head.isError && !head.data) {
    return (
      <ErrorView title="This version could not be loaded" error={head.error} onRetry={() => void head.refetch()} />
    );
  }
  if (!head.data || !commit) return <Waiting repository={repository} />;
  return <Version repository={repository} chosen={chosen} commit={commit} />;
}

interface VersionProps {
  repository: RepositoryResponse;
  chosen: ChosenRef;
  commit: CommitResponse;
}

function Version({ repository, chosen, commit }: VersionProps) {
  const isBranch = chosen.kind === 'branch';
  const content = (
    <>
      <RepositoryAbout repository={repository} />
      <div className={styles.page}>
        <RefBar repository={repository} current={{ ...chosen, commitId: commit.id }} words={commitTitle(commit)}>
          {!isBranch && (
            <p className={styles.note}>
              {chosen.kind === 'tag' ? 'A tag stays at its version.' : 'This is one version, not a branch.'} To push on
              from here, begin a branch.
            </p>
          )}
        </RefBar>
        <VersionContent repository={repository} commit={commit} refName={chosen.name} />
      </div>
    </>
  );
  // A push that is under way names the branch it began on, so the zone may stay when another one is looked at.
  if (!isBranch) return content;
  return (
    <PushZone repository={repository} head={commit} branch={chosen.name}>
      {content}
    </PushZone>
  );
}

function NoSuchRef({ repository, name, words }: { repository: RepositoryResponse; name: string; words: string }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <MessageView
      title={`Nothing here is called “${name}”`}
      actions={
        <>
          <ButtonLink to="/$owner/$name" params={params}>
            Show {repository.defaultBranch}
          </ButtonLink>
          <ButtonLink to="/$owner/$name/branches" params={params} variant="default">
            Look at the branches
          </ButtonLink>
        </>
      }
    >
      <p>{words} A branch may have been renamed or deleted; its versions are kept.</p>
    </MessageView>
  );
}
