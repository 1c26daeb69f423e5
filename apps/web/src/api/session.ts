import type { OwnUserResponse } from '@beatflow/shared';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { toRequestError } from './request-error.ts';
import { type ApiClient, useTRPCClient } from './trpc.ts';

const HINT_KEY = 'beatflow-was-signed-in';

/** Who is signed in here: the user, or null for a visitor. */
export function sessionOptions(client: ApiClient) {
  return queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<OwnUserResponse | null> => {
      const user = await findMe(client, signal);
      rememberSession(user !== null);
      return user;
    },
    staleTime: 60_000,
  });
}

async function findMe(client: ApiClient, signal: AbortSignal): Promise<OwnUserResponse | null> {
  try {
    return await client.account.me.query(undefined, { signal });
  } catch (err) {
    if (toRequestError(err).reason === 'sign-in-required') return null;
    throw err;
  }
}

/** The session as a component sees it; `user` is undefined until it is known. */
export function useSession(): { user: OwnUserResponse | null | undefined; isKnown: boolean } {
  const { data } = useQuery(sessionOptions(useTRPCClient()));
  return { user: data, isKnown: data !== undefined };
}

/**
 * Puts a new session in place. Everything that the cache holds was answered to somebody else, so it goes; what is on
 * the screen is asked for again.
 */
export async function replaceSession(queryClient: QueryClient, user: OwnUserResponse | null): Promise<void> {
  rememberSession(user !== null);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session', type: 'inactive' });
  queryClient.setQueryData(['session'], user);
  await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** Draws as for a visitor until the server has said who this is; with a time, as if it had said so then. */
export function assumeVisitor(queryClient: QueryClient, updatedAt = 0): void {
  queryClient.setQueryData(['session'], null, { updatedAt });
}

// Only a hint: whether to draw the welcome page or a home page before the server has said who this is. The session
// itself is a cookie that no script can read.
function rememberSession(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(HINT_KEY, '1');
    else localStorage.removeItem(HINT_KEY);
  } catch {
    // A browser that keeps nothing only loses the hint.
  }
}

/** Whether somebody was signed in here the last time. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(HINT_KEY) !== null;
  } catch {
    return false;
  }
}
