import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPCClient } from '../../../api/trpc.ts';
import { notifyDone } from '../../../components/notify.ts';
import type { toResolutions } from '../merge-types.ts';
import { type ApplyKind, describeApply } from './apply-kind.ts';

interface ApplyInput {
  branch: string;
  expectedHead: string;
  message: string;
  trackIds: string[] | null;
  resolutions: ReturnType<typeof toResolutions>;
}

/** Makes the change, goes to the version that it gave, and freshens what other pages know. */
export function useApply(repository: RepositoryResponse, commit: CommitResponse, kind: ApplyKind, onDone: () => void) {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ message, trackIds, resolutions, ...place }: ApplyInput) => {
      const input = {
        repositoryId: repository.id,
        commit: commit.id,
        ...place,
        ...(message.trim() === '' ? {} : { message: message.trim() }),
      };
      if (kind === 'restore') return client.commit.restore.mutate(input);
      if (kind === 'revert') return client.commit.revert.mutate({ ...input, resolutions });
      return client.commit.cherryPick.mutate({ ...input, resolutions, ...(trackIds ? { trackIds } : {}) });
    },
    onSuccess: async ({ id }) => {
      notifyDone(describeApply(kind, commit).done);
      onDone();
      const params = { owner: repository.ownerUsername, name: repository.name, commitId: id };
      await navigate({ to: '/$owner/$name/commit/$commitId', params });
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'peaks' });
    },
  });
}
