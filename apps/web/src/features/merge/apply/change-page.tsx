import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { toRequestError } from '../../../api/request-error.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { useRepository } from '../../../api/use-repository.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { commitTitle } from '../../../components/commit-title.ts';
import { ErrorView } from '../../../components/error-view.tsx';
import { ListSkeleton } from '../../../components/list-skeleton.tsx';
import { MessageView } from '../../../components/message-view.tsx';
import { RefField } from '../../../components/ref-switcher/ref-field.tsx';
import { Section } from '../../../components/section.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { usePageTitle } from '../../../components/use-page-title.ts';
import { UserMark } from '../../../components/user-mark.tsx';
import { type ChangeKind, describeChange, suggestBranch } from './change-kind.ts';
import styles from './change-page.module.css';
import { ChangeView } from './change-view.tsx';
import { TrackChoice } from './track-choice.tsx';

interface Choice {
  branch?: string;
  tracks?: string[] | undefined;
}

interface ChangePageProps extends Choice {
  owner: string;
  name: string;
  kind: ChangeKind;
  commit?: string;
  onChoose: (choice: Choice) => void;
}

/** Undoes what a version changed, or does it again elsewhere: to see and to hear before it is made. */
export function ChangePage({ owner, name, kind, commit, ...chosen }: ChangePageProps) {
  const { data: repository } = useRepository(owner, name);
  const { title, lead } = describeChange(kind, { message: '' });
  usePageTitle(`${title} · ${owner}/${name}`);
  if (!repository) return <ListSkeleton label="Loading the change" rowHeight={72} />;
  return (
    <Section title={title} level={1} lead={lead}>
      {commit === undefined ? (
        <NoChange repository={repository} title="Which change?">
          Open a version in the history and choose “Use this version”.
        </NoChange>
      ) : (
        <Found repository={repository} kind={kind} commitRef={commit} {...chosen} />
      )}
    </Section>
  );
}

interface PartProps extends Omit<ChangePageProps, 'owner' | 'name' | 'commit'> {
  repository: RepositoryResponse;
}

function Found({ commitRef, ...props }: PartProps & { commitRef: string }) {
  const { repository, kind } = props;
  const trpc = useTRPC();
  const input = { repositoryId: repository.id };
  const commit = useQuery({
    ...trpc.commit.get.queryOptions({ ...input, ref: commitRef }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const standings = useQuery({
    ...trpc.branch.standings.queryOptions({ ...input, against: commitRef, limit: 100 }),
    enabled: props.branch === undefined,
  });
  if (commit.isError) {
    if (toRequestError(commit.error).reason === 'not-found') {
      return (
        <NoChange repository={repository} title="There is no such version">
          The address may be cut short, or belong to another song.
        </NoChange>
      );
    }
    return <ErrorView error={commit.error} onRetry={() => void commit.refetch()} />;
  }
  if (!commit.data || (props.branch === undefined && standings.isPending)) {
    return <ListSkeleton label="Loading the change" rowHeight={72} />;
  }
  const branch = props.branch ?? suggestBranch(kind, standings.data?.items ?? [], repository.defaultBranch);
  return <Chosen {...props} branch={branch} commit={commit.data} />;
}

function Chosen({
  repository,
  kind,
  commit,
  branch,
  tracks,
  onChoose,
}: PartProps & { commit: CommitResponse; branch: string }) {
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (
    <>
      <div className={styles.what}>
        <p className={styles.change}>
          <UserMark username={commit.authorName} size={28} />
          <span className={styles.words}>
            <Link to="/$owner/$name/commit/$commitId" params={{ ...params, commitId: commit.id }}>
              {commitTitle(commit)}
            </Link>
            <span className={styles.facts}>
              {commit.authorName} · <TimeAgo at={commit.createdAt} />
              {commit.mergeParentCommitId !== null && ' · a merge: the change is what it brought to its branch'}
            </span>
          </span>
        </p>
        <RefField
          repositoryId={repository.id}
          label={kind === 'revert' ? 'Undo it on the branch' : 'Take it to the branch'}
          isBranch
          value={branch}
          onChoose={(ref) => onChoose({ branch: ref })}
        />
      </div>
      {kind === 'cherry-pick' && (
        <TrackChoice
          repository={repository}
          commit={commit}
          chosen={tracks ?? null}
          onChoose={(trackIds) => onChoose({ branch, tracks: trackIds ?? undefined })}
        />
      )}
      <ChangeView
        key={`${branch} ${commit.id}`}
        repository={repository}
        commit={commit}
        change={{ kind, branch, commit: commit.id, ...(tracks && { trackIds: tracks }) }}
      />
    </>
  );
}

function NoChange({
  repository,
  title,
  children,
}: {
  repository: RepositoryResponse;
  title: string;
  children: string;
}) {
  return (
    <MessageView
      title={title}
      actions={
        <ButtonLink to="/$owner/$name/commits" params={{ owner: repository.ownerUsername, name: repository.name }}>
          To the history
        </ButtonLink>
      }
    >
      <p>{children}</p>
    </MessageView>
  );
}
