import '../theme/mantine-song-styles.ts';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { toRequestError } from '../api/request-error.ts';
import { useRepository } from '../api/use-repository.ts';
import { ErrorView } from '../components/error-view.tsx';
import { NotFoundView } from '../components/not-found-page.tsx';
import { RepositoryHeader } from '../components/repository-header/repository-header.tsx';
import { ForkButton } from '../features/forks/fork-button.tsx';
import { UpstreamLine } from '../features/forks/upstream-line.tsx';
import { PlayerSlot } from './player-slot.tsx';
import styles from './repository-layout.module.css';

const route = getRouteApi('/$owner/$name');

/** What all pages of one repository share: its header with tabs, its player, and one answer when it is not there. */
export function RepositoryLayout() {
  const { owner, name } = route.useParams();
  const { data: repository, error, refetch } = useRepository(owner, name);

  if (error && !repository) {
    if (toRequestError(error).reason === 'not-found') return <NotFoundView what="song" />;
    return <ErrorView error={error} onRetry={() => void refetch()} />;
  }
  return (
    <PlayerSlot key={`${owner}/${name}`}>
      <div className={styles.layout}>
        <RepositoryHeader
          owner={owner}
          name={name}
          repository={repository}
          actions={repository && <ForkButton repository={repository} />}
          note={repository && <UpstreamLine repository={repository} />}
        />
        <Outlet />
      </div>
    </PlayerSlot>
  );
}
