import type { SessionResponse } from '@beatflow/shared';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { replaceSession } from '../../api/session.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { describeBrowser } from './describe-browser.ts';
import styles from './settings.module.css';

/** Where somebody is signed in. */
export function Sessions() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    trpc.account.listSessions.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const signOutEverywhere = useMutation({
    mutationFn: () => client.account.signOutEverywhere.mutate(),
    onSuccess: async () => {
      await navigate({ to: '/' });
      await replaceSession(queryClient, null);
    },
    onError: notifyFailed,
  });
  const sessions = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Sessions"
      tone="panel"
      lead="Browsers in which you are signed in."
      actions={
        <ConfirmButton
          label="Sign out everywhere"
          question="Really everywhere, here too?"
          isBusy={signOutEverywhere.isPending}
          onConfirm={() => signOutEverywhere.mutate()}
        >
          Sign out everywhere
        </ConfirmButton>
      }
    >
      {query.isPending && <ListSkeleton label="Loading sessions" rows={2} rowHeight={44} />}
      {query.isError && !sessions && <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />}
      {sessions && (
        <ul className={styles.rows} aria-label="Sessions">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <LoadMore query={query}>Older sessions</LoadMore>
    </Section>
  );
}

function SessionRow({ session }: { session: SessionResponse }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const name = describeBrowser(session.userAgent);
  const revoke = useMutation({
    mutationFn: () => client.account.revokeSession.mutate({ sessionId: session.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.account.listSessions.pathFilter());
      notifyDone('That session was signed out.');
    },
    onError: notifyFailed,
  });
  return (
    <li className={styles.row}>
      <div className={styles.grow}>
        <p className={styles.strong}>{name}</p>
        <p className={styles.dim}>
          {session.address && <>from {session.address}, </>}
          {session.isCurrent ? (
            'this browser'
          ) : (
            <>
              last seen <TimeAgo at={session.lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {!session.isCurrent && (
        <ConfirmButton
          label={`Sign out ${name}`}
          question="Really sign it out?"
          isBusy={revoke.isPending}
          onConfirm={() => revoke.mutate()}
        >
          Sign out
        </ConfirmButton>
      )}
    </li>
  );
}
