import type { SignInInput } from '@beatflow/shared';
import { useQueryClient } from '@tanstack/react-query';
import { replaceSession } from './session.ts';
import { useTRPCClient } from './trpc.ts';

/** Signs in and puts the new session in place. */
export function useSignIn() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return async (input: SignInInput) => {
    const user = await client.account.signIn.mutate(input);
    await replaceSession(queryClient, user);
  };
}
