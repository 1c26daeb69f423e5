import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { toRequestError } from '../../api/request-error.ts';
import { useSession } from '../../api/session.ts';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { NotFoundView } from '../../components/not-found-page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { DateOnly } from '../../components/time-ago.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { UserMark } from '../../components/user-mark.tsx';
import styles from './profile-page.module.css';
import { ProfileRepositories } from './profile-repositories.tsx';

const route = getRouteApi('/$owner');

export function ProfilePage() {
  const { owner } = route.useParams();
  const trpc = useTRPC();
  const { user: me } = useSession();
  const { data: person, error, isPending, refetch } = useQuery(trpc.user.get.queryOptions({ username: owner }));
  usePageTitle(person?.username);

  if (isPending) return <PageSkeleton />;
  if (error && !person) {
    if (toRequestError(error).reason === 'not-found') return <NotFoundView what="person" />;
    return <ErrorView level={1} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <UserMark username={person.username} size={64} />
        <div>
          <h1 className={styles.name}>{person.username}</h1>
          <p className={styles.since}>
            Here since <DateOnly at={person.createdAt} />
          </p>
        </div>
      </header>
      <ProfileRepositories owner={person.username} isMine={me?.id === person.id} />
    </div>
  );
}
