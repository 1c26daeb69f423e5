import type { RepositoryResponse } from '@beatflow/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { notifyDone } from '../../components/notify.ts';

/** Goes to the version that was made, says what was done, and freshens what other pages know. */
export function useArrival({ ownerUsername, name }: RepositoryResponse) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (commitId: string, done: string) => {
    notifyDone(done);
    await navigate({ to: '/$owner/$name/commit/$commitId', params: { owner: ownerUsername, name, commitId } });
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'peaks' });
  };
}
