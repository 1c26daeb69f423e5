import { useRepository } from '../../api/use-repository.ts';
import { usePageTitle } from '../../components/use-page-title.ts';
import { ChosenVersion } from './chosen-version.tsx';
import { VersionSkeleton } from './version-skeleton.tsx';

interface RepositoryViewProps {
  owner: string;
  name: string;
  /** A branch, tag or version; the default branch when absent. */
  refName: string | undefined;
}

/** A song: what it is about, and its newest version to hear. */
export function RepositoryView({ owner, name, refName }: RepositoryViewProps) {
  const { data: repository } = useRepository(owner, name);
  usePageTitle(
    repository && `${repository.ownerUsername}/${repository.name}${refName === undefined ? '' : ` · ${refName}`}`,
  );
  // The layout above this page says so when the song cannot be had.
  if (!repository) return <VersionSkeleton />;
  return <ChosenVersion repository={repository} refName={refName} />;
}
