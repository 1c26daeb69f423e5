import type { RepositoryResponse } from '@beatflow/shared';
import { useRepository } from '../../api/use-repository.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { PushZone } from '../push/push-zone.tsx';
import { EmptySong } from './empty-song.tsx';
import { RepositoryAbout } from './repository-about.tsx';
import { useCommit } from './use-commit.ts';
import { VersionContent } from './version-content.tsx';
import { VersionSkeleton } from './version-skeleton.tsx';

interface RepositoryViewProps {
  owner: string;
  name: string;
}

/** A song: what it is about, and its newest version to hear. */
export function RepositoryView({ owner, name }: RepositoryViewProps) {
  const { data: repository } = useRepository(owner, name);
  usePageTitle(repository && `${repository.ownerUsername}/${repository.name}`);
  // The layout above this page says so when the song cannot be had.
  if (!repository) return <VersionSkeleton />;
  return <LatestVersion repository={repository} />;
}

function LatestVersion({ repository }: { repository: RepositoryResponse }) {
  const head = useCommit(repository.id, repository.head?.id);
  const { defaultBranch } = repository;
  if (repository.head === null) {
    return (
      <PushZone repository={repository} head={null} branch={defaultBranch}>
        <RepositoryAbout repository={repository} />
        <EmptySong repository={repository} />
      </PushZone>
    );
  }
  if (head.isError && !head.data) {
    return (
      <ErrorView title="This version could not be loaded" error={head.error} onRetry={() => void head.refetch()} />
    );
  }
  if (!head.data) return <VersionSkeleton />;
  return (
    <PushZone repository={repository} head={head.data} branch={defaultBranch}>
      <RepositoryAbout repository={repository} />
      <VersionContent repository={repository} commit={head.data} />
    </PushZone>
  );
}
