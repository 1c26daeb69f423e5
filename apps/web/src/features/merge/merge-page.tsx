import type { RepositoryResponse } from '@beatflow/shared';
import { getRouteApi } from '@tanstack/react-router';
import { canWrite, useRepository } from '../../api/use-repository.ts';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { RefField } from '../../components/ref-switcher/ref-field.tsx';
import { Section } from '../../components/section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { FetchButton } from './fetch-button.tsx';
import styles from './merge-page.module.css';
import { MergeView } from './merge-view.tsx';

const route = getRouteApi('/$owner/$name/merge');

/** Brings a version into a branch: what it would give, to see and to hear, before it is made. */
export function MergePage() {
  const { owner, name } = route.useParams();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`Merge · ${owner}/${name}`);
  if (!repository) return <ListSkeleton label="Loading the merge" rowHeight={72} />;
  return (
    <Section
      title="Merge"
      level={1}
      lead="Brings what somebody made elsewhere into a branch. You hear it before it is made, and nothing is lost."
    >
      <Sides repository={repository} />
    </Section>
  );
}

function Sides({ repository }: { repository: RepositoryResponse }) {
  const { ours = repository.defaultBranch, theirs } = route.useSearch();
  const navigate = route.useNavigate();
  if (repository.head === null) {
    return (
      <MessageView title="Nothing to merge yet">
        <p>This song has no version so far.</p>
      </MessageView>
    );
  }
  const choose = (sides: { ours?: string; theirs?: string }) =>
    void navigate({ search: { ours, theirs, ...sides }, resetScroll: false });
  return (
    <>
      <div className={styles.sides}>
        <RefField
          repositoryId={repository.id}
          label="Bring (theirs)"
          value={theirs ?? ''}
          onChoose={(ref) => choose({ theirs: ref })}
        />
        <span className={styles.into}>into</span>
        <RefField
          repositoryId={repository.id}
          label="Branch (ours)"
          isBranch
          value={ours}
          onChoose={(ref) => choose({ ours: ref })}
        />
      </div>
      {canWrite(repository) && (
        <FetchButton repository={repository} onFetched={(commitId) => choose({ theirs: commitId })} />
      )}
      {theirs === undefined ? (
        <MessageView title="What shall be merged?">
          <p>Choose the branch whose changes you want in “{ours}”.</p>
        </MessageView>
      ) : (
        <MergeView key={`${ours} ${theirs}`} repository={repository} ours={ours} theirs={theirs} onChoose={choose} />
      )}
    </>
  );
}
