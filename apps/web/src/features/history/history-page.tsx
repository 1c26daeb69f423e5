import { getRouteApi } from '@tanstack/react-router';
import { useRepository } from '../../api/use-repository.ts';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { BranchChoice } from './branch-choice.tsx';
import { CommitLog } from './commit-log.tsx';

const route = getRouteApi('/$owner/$name/commits');

export function HistoryPage() {
  const { owner, name } = route.useParams();
  const { branch } = route.useSearch();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`History · ${owner}/${name}`);

  if (!repository) return <ListSkeleton label="Loading the history" rowHeight={56} />;
  return (
    <Section
      title="History"
      level={1}
      lead="Every version, the newest first. None of them is ever overwritten."
      actions={<BranchChoice repository={repository} branch={branch ?? repository.defaultBranch} />}
    >
      <CommitLog repository={repository} branch={branch} />
    </Section>
  );
}
