import type { RepositoryResponse } from '@beatflow/shared';
import { toRequestError } from '../../api/request-error.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { AmbiguousRef } from '../../components/ref-switcher/ambiguous-ref.tsx';
import { describeKind } from './describe-kind.ts';
import { MergeDesk } from './merge-desk.tsx';
import { MergeForm } from './merge-form.tsx';
import { NOTHING } from './merge-types.ts';
import { useMergePreview } from './use-preview.ts';

interface MergeViewProps {
  repository: RepositoryResponse;
  ours: string;
  theirs: string;
  onChoose: (sides: { theirs: string }) => void;
}

/** The preview of one merge, and what there is to say when there is none. */
export function MergeView({ repository, ours, theirs, onChoose }: MergeViewProps) {
  const asked = useMergePreview(repository.id, ours, theirs);
  if (asked.isError && !asked.data) {
    const problem = toRequestError(asked.error);
    if (problem.reason === 'ref-ambiguous') {
      return <AmbiguousRef error={problem} onChoose={(id) => onChoose({ theirs: id })} />;
    }
    if (problem.reason === 'not-found') {
      return (
        <MessageView title="One of the two is not there">
          <p>No branch, tag or digest of this song is called so. Choose another one above.</p>
        </MessageView>
      );
    }
    return <ErrorView error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  if (!asked.data) return <ListSkeleton label="Working out the merge" rowHeight={72} />;
  const { preview, ...sides } = asked.data;
  if (preview.kind === 'up-to-date') {
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
  const isById = theirs === sides.theirs?.id;
  const labels = {
    ours,
    theirs: isById ? sides.theirs!.digest.slice(0, 7) : theirs,
    oursWord: 'Ours',
    theirsWord: 'Theirs',
    baseWord: 'Before both',
  };
  return (
    <MergeDesk
      place={`merge ${ours} ${theirs}`}
      words={describeKind(preview, labels)}
      labels={labels}
      preview={preview}
      ours={sides.ours}
      theirs={sides.theirs ?? NOTHING}
    >
      {(choices) => (
        <MergeForm
          repository={repository}
          branch={ours}
          theirsRef={theirs}
          labels={labels}
          preview={preview}
          choices={choices}
          isAsking={asked.isFetching}
          onAskAgain={() => void asked.refetch()}
        />
      )}
    </MergeDesk>
  );
}
