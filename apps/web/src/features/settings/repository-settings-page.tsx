import { getRouteApi } from '@tanstack/react-router';
import { canAdminister, useRepository } from '../../api/use-repository.ts';
import { MessageView } from '../../components/message-view.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { Collaborators } from './collaborators.tsx';
import { DeleteRepository } from './delete-repository.tsx';
import { LeaveRepository } from './leave-repository.tsx';
import { RepositoryDetails } from './repository-details.tsx';
import { RepositoryUsage } from './repository-usage.tsx';
import styles from './settings.module.css';
import { Visibility } from './visibility.tsx';

const route = getRouteApi('/$owner/$name/settings');

export function RepositorySettingsPage() {
  const { owner, name } = route.useParams();
  const { data: repository } = useRepository(owner, name);
  usePageTitle(`Settings · ${owner}/${name}`);

  if (!repository) return <PageSkeleton />;
  if (repository.role === null) {
    return (
      <MessageView level={1} title="These settings are not yours to change">
        <p>Only {repository.ownerUsername}, and people whom they made admins of this song, may change its settings.</p>
      </MessageView>
    );
  }
  const isOwner = repository.role === 'owner';
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Settings</h1>
      {canAdminister(repository) && <RepositoryDetails key={repository.updatedAt} repository={repository} />}
      {isOwner && <Visibility key={String(repository.isPublic)} repository={repository} />}
      {canAdminister(repository) && <Collaborators repository={repository} />}
      <RepositoryUsage repository={repository} />
      {isOwner ? <DeleteRepository repository={repository} /> : <LeaveRepository repository={repository} />}
    </div>
  );
}
