import type { TokenResponse } from '@beatflow/shared';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';
import { DateOnly, TimeAgo } from '../../components/time-ago.tsx';
import { CreateToken } from './create-token.tsx';
import styles from './settings.module.css';

/** Keys for programs that act in somebody's name. */
export function AccessTokens() {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.account.listTokens.infiniteQueryOptions({ limit: 50 }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const tokens = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Access tokens"
      tone="panel"
      lead="For programs that push and download in your name. Whoever has one can do what you can, so give each program its own."
    >
      <CreateToken />
      {query.isPending && <ListSkeleton label="Loading tokens" rows={2} rowHeight={44} />}
      {query.isError && !tokens && <ErrorView level={3} error={query.error} onRetry={() => void query.refetch()} />}
      {tokens?.length === 0 && <p className={styles.dim}>You have no access token.</p>}
      {tokens && tokens.length > 0 && (
        <ul className={styles.rows} aria-label="Access tokens">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      <LoadMore query={query}>Older tokens</LoadMore>
    </Section>
  );
}

function TokenRow({ token }: { token: TokenResponse }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.account.revokeToken.mutate({ tokenId: token.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.account.listTokens.pathFilter());
      notifyDone(`The token “${token.name}” no longer works.`);
    },
    onError: notifyFailed,
  });
  return (
    <li className={styles.row}>
      <div className={styles.grow}>
        <p className={styles.strong}>{token.name}</p>
        <p className={styles.dim}>
          Made <TimeAgo at={token.createdAt} />,{' '}
          {token.lastUsedAt ? (
            <>
              last used <TimeAgo at={token.lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          ,{' '}
          {token.expiresAt ? (
            <>
              works until <DateOnly at={token.expiresAt} />
            </>
          ) : (
            'never expires'
          )}
        </p>
      </div>
      <ConfirmButton
        label={`Revoke ${token.name}`}
        question="Really revoke?"
        isBusy={revoke.isPending}
        onConfirm={() => revoke.mutate()}
      >
        Revoke
      </ConfirmButton>
    </li>
  );
}
