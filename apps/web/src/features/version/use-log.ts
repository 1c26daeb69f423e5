import type { RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

const SHOWN = 30;

/** The newest versions that a ref reaches; of the default branch unless told. */
export function useLog(repository: RepositoryResponse, ref?: string) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.commit.list.queryOptions({ repositoryId: repository.id, ref, limit: SHOWN }),
    enabled: repository.head !== null,
  });
}
