import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toRequestError } from '../../api/request-error.ts';
import { replaceSession } from '../../api/session.ts';
import { useTRPCClient } from '../../api/trpc.ts';

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
    onError: (error) => notifications.show({ color: 'red', message: toRequestError(error).message }),
  });
}
