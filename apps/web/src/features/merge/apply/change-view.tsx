import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { toRequestError } from '../../../api/request-error.ts';
import { ErrorView } from '../../../components/error-view.tsx';
import { ListSkeleton } from '../../../components/list-skeleton.tsx';
import { MessageView } from '../../../components/message-view.tsx';
import { MergeDesk } from '../merge-desk.tsx';
import { NOTHING } from '../merge-types.ts';
import { useChangePreview } from '../use-preview.ts';
import { ChangeForm } from './change-form.tsx';
import { type ChangeToMake, describeStep, labelChange } from './change-kind.ts';

interface ChangeViewProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  change: ChangeToMake;
}

/** The preview of one change, and what there is to say when there is none. */
export function ChangeView(props: ChangeViewProps) {
  if (props.change.trackIds?.length === 0) {
    return (
      <MessageView title="No track is chosen">
        <p>Choose at least one above, or take the whole change.</p>
      </MessageView>
    );
  }
  return <Previewed {...props} />;
}

function Previewed({ repository, commit, change }: ChangeViewProps) {
  const { kind, branch } = change;
  const asked = useChangePreview(repository.id, change);
  if (asked.isError && !asked.data) {
    const { reason, message } = toRequestError(asked.error);
    if (reason === 'not-found' || reason === 'track-unknown') {
      return (
        <MessageView title="That cannot be done">
          <p>{message}</p>
        </MessageView>
      );
    }
    return <ErrorView error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  if (!asked.data) return <ListSkeleton label="Working out how it would sound" rowHeight={72} />;
  const { preview, ours, theirs } = asked.data;
  if (preview.kind === 'up-to-date') {
    return (
      <MessageView title="Nothing would change">
        <p>
          {kind === 'revert'
            ? `“${branch}” no longer has anything of this change.`
            : `“${branch}” already has this change.`}{' '}
          Another branch can be chosen above.
        </p>
      </MessageView>
    );
  }
  return (
    <MergeDesk
      place={`${kind} ${branch} ${commit.id}`}
      words={describeStep(kind, branch, preview)}
      labels={labelChange(kind, branch, commit)}
      preview={preview}
      ours={ours}
      theirs={theirs ?? NOTHING}
    >
      {(choices) => (
        <ChangeForm
          repository={repository}
          commit={commit}
          change={change}
          preview={preview}
          choices={choices}
          isAsking={asked.isFetching}
          onAskAgain={() => void asked.refetch()}
        />
      )}
    </MergeDesk>
  );
}
