import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { replaceSession } from '../../api/session.ts';
import { useTRPCClient } from '../../api/trpc.ts';
import { notifyFailed } from '../notify.ts';

/** Ends this session and goes to the start. */
export function useSignOut() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => client.account.signOut.mutate(),
    onSuccess: async () => {
      await navigate({ to: '/' });
      await replaceSession(queryClient, null);
    },
    onError: notifyFailed,
  });
}
