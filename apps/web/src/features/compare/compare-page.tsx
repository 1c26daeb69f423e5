import type { RepositoryResponse } from '@beatflow/shared';
import { getRouteApi } from '@tanstack/react-router';
import { useRepository } from '../../api/use-repository.ts';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { MessageView } from '../../components/message-view.tsx';
import { Section } from '../../components/section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { ChooseSides } from './choose-sides.tsx';
import { CompareView } from './compare-view.tsx';

const route = getRouteApi('/$owner/$name/compare');

/** Two versions of a song on one time axis: what changed, and how it sounds. */
export function ComparePage() {
  const { owner, name } = route.useParams();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`Compare · ${owner}/${name}`);
  if (!repository) return <ListSkeleton label="Loading the comparison" rowHeight={72} />;
  return (
    <Section title="Compare versions" level={1} lead="What changed from one version to another, to see and to hear.">
      <Sides repository={repository} />
    </Section>
  );
}

function Sides({ repository }: { repository: RepositoryResponse }) {
  // Not the whole search: the position in it changes while somebody listens.
  const before = route.useSearch({ select: (search) => search.before });
  const after = route.useSearch({ select: (search) => search.after }) ?? repository.defaultBranch;
  const navigate = route.useNavigate();
  if (repository.head === null) {
    return (
      <MessageView title="Nothing to compare yet">
        <p>This song has no version so far.</p>
      </MessageView>
    );
  }
  const choose = (sides: { before?: string; after?: string }) =>
    void navigate({ search: { before, after, ...sides }, resetScroll: false });
  return (
    <>
      <ChooseSides repository={repository} before={before ?? ''} after={after} onChoose={choose} />
      {before === undefined ? (
        <MessageView title="Choose two versions">
          <p>Any two will do: branches, tags, or digests from the history.</p>
        </MessageView>
      ) : (
        <CompareView
          key={`${before} ${after}`}
          repository={repository}
          before={before}
          after={after}
          onChoose={choose}
        />
      )}
    </>
  );
}
