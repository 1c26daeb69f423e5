import type { CollaboratorResponse, CollaboratorRole, RepositoryResponse } from '@beatflow/shared';
import { NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { DateOnly } from '../../components/time-ago.tsx';
import { UserMark } from '../../components/user-mark.tsx';
import { roles } from './roles.ts';
import styles from './settings.module.css';

interface CollaboratorRowProps {
  collaborator: CollaboratorResponse;
  repository: RepositoryResponse;
}

export function CollaboratorRow({ collaborator, repository }: CollaboratorRowProps) {
  const { userId, username } = collaborator;
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const place = { repositoryId: repository.id, userId };
  const refresh = () => queryClient.invalidateQueries(trpc.collaborator.list.pathFilter());

  const setRole = useMutation({
    mutationFn: (role: CollaboratorRole) => client.collaborator.setRole.mutate({ ...place, role }),
    onSuccess: async (_, role) => {
      await refresh();
      notifyDone(`${username} is ${role === 'admin' ? 'an admin' : `a ${role}`} now.`);
    },
    onError: notifyFailed,
  });
  const remove = useMutation({
    mutationFn: () => client.collaborator.remove.mutate(place),
    onSuccess: async () => {
      await refresh();
      notifyDone(`${username} was removed.`);
    },
    onError: notifyFailed,
  });
  return (
    <li className={styles.row}>
      <UserMark username={username} size={30} />
      <div className={styles.grow}>
        <p className={styles.strong}>
          <Link to="/$owner" params={{ owner: username }}>
            {username}
          </Link>
        </p>
        <p className={styles.dim}>
          since <DateOnly at={collaborator.createdAt} />
        </p>
      </div>
      <NativeSelect
        aria-label={`Role of ${username}`}
        size="xs"
        data={roles}
        value={setRole.isPending ? setRole.variables : collaborator.role}
        disabled={setRole.isPending}
        onChange={(event) => setRole.mutate(event.currentTarget.value as CollaboratorRole)}
      />
      <ConfirmButton
        label={`Remove ${username}`}
        question="Really remove?"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        Remove
      </ConfirmButton>
    </li>
  );
}
