import { getRouteApi } from '@tanstack/react-router';
import { useRepository } from '../api/use-repository.ts';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { usePageTitle } from '../components/use-page-title.ts';
import { BranchList } from '../features/branches/branch-list.tsx';
import { MoveList } from '../features/branches/move-list.tsx';
import { TagList } from '../features/tags/tag-list.tsx';
import styles from './branches-page.module.css';

const route = getRouteApi('/$owner/$name/branches');

/** The names of a song's versions: those that move, those that stay, and how they moved. */
export function BranchesPage() {
  const { owner, name } = route.useParams();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`Branches · ${owner}/${name}`);
  if (!repository) return <PageSkeleton />;
  return (
    <div className={styles.page}>
      <BranchList repository={repository} />
      <TagList repository={repository} />
      <MoveList repository={repository} />
    </div>
  );
}
