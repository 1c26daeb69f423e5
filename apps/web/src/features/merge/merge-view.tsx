import type { RepositoryResponse } from '@beatflow/shared';
import { toRequestError } from '../../api/request-error.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { MergeDesk } from './merge-desk.tsx';
import { usePreview } from './use-preview.ts';

interface MergeViewProps {
  repository: RepositoryResponse;
  ours: string;
  theirs: string;
}

/** The preview of one merge, and what there is to say when there is none. */
export function MergeView({ repository, ours, theirs }: MergeViewProps) {
  const preview = usePreview(repository.id, ours, theirs);
  if (preview.isError && !preview.data) {
    if (toRequestError(preview.error).reason === 'not-found') {
      return (
        <MessageView title="One of the two is not there">
          <p>No branch, tag or digest of this song is called so. Choose another one above.</p>
        </MessageView>
      );
    }
    return <ErrorView error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (!preview.data) return <ListSkeleton label="Working out the merge" rowHeight={72} />;
  if (preview.data.preview.kind === 'up-to-date') {
    return (
      <MessageView
        title="Nothing to merge"
        actions={
          <ButtonLink
            to="/$owner/$name/compare"
            params={{ owner: repository.ownerUsername, name: repository.name }}
            search={{ before: theirs, after: ours }}
            variant="default"
          >
            Compare them
          </ButtonLink>
        }
      >
        <p>
          “{ours}” already has everything that “{theirs}” has.
        </p>
      </MessageView>
    );
  }
  return (
    <MergeDesk
      repository={repository}
      branch={ours}
      theirsRef={theirs}
      {...preview.data}
      isAsking={preview.isFetching}
      onAskAgain={() => void preview.refetch()}
    />
  );
}
