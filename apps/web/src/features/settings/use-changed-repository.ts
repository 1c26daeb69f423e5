import type { RepositoryResponse } from '@beatflow/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

/** Puts a changed repository into the cache under its new name, and asks again for every list that may show it. */
export function useChangedRepository() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (repository: RepositoryResponse) => {
    const { ownerUsername: owner, name } = repository;
    queryClient.setQueryData(trpc.repository.get.queryKey({ owner, name }), repository);
    await queryClient.invalidateQueries(trpc.repository.list.pathFilter());
  };
}
