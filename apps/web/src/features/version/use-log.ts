import type { RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

const SHOWN = 30;

/** The newest versions of the default branch. */
export function useLog(repository: RepositoryResponse) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.list.queryOptions({ repositoryId: repository.id, limit: SHOWN }),
    enabled: repository.head !== null,
  });
}
