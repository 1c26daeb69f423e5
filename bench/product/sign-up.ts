import type { AppRouter } from '@beatflow/api';
import { createTRPCClient, httpLink } from '@trpc/client';

export type Api = ReturnType<typeof createTRPCClient<AppRouter>>;

/** Signs up, and answers a client that is signed in. */
export async function signUp(url: string): Promise<Api> {
  const account = { username: 'bench', email: 'bench@example.invalid', password: 'a long enough password' };
  const answer = await fetch(`${url}/trpc/account.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers: { cookie, origin: url } })] });
}
