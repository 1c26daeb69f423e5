import type { RepositoryResponse } from '@beatflow/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';

/** The way out for who was added to somebody else's song. */
export function LeaveRepository({ repository }: { repository: RepositoryResponse }) {
  const { user } = useSession();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: (userId: string) => client.collaborator.remove.mutate({ repositoryId: repository.id, userId }),
    onSuccess: async () => {
      await navigate({ to: '/' });
      await queryClient.invalidateQueries(trpc.repository.pathFilter());
      notifyDone(`You left ${repository.ownerUsername}/${repository.name}.`);
    },
    onError: notifyFailed,
  });
  if (!user) return null;
  return (
    <Section
      title="Leave this song"
      tone="danger"
      lead={`You are ${repository.role === 'admin' ? 'an admin' : `a ${repository.role}`} here. What you pushed stays; coming back takes an invitation.`}
      actions={
        <ConfirmButton
          label="Leave this song"
          question="Really leave?"
          isBusy={leave.isPending}
          onConfirm={() => leave.mutate(user.id)}
        >
          Leave
        </ConfirmButton>
      }
    >
      {null}
    </Section>
  );
}
