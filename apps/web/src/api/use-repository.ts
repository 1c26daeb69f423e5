import type { RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from './trpc.ts';

/** A repository by its owner's and its own name, shared by all its pages through the cache. */
export function useRepository(owner: string, name: string) {
  const trpc = useTRPC();
  return useQuery(trpc.repository.get.queryOptions({ owner, name }));
}

/** Whether the caller may push, as far as showing or hiding goes; the server decides. */
export function canWrite(repository: Pick<RepositoryResponse, 'role'>): boolean {
  return repository.role !== null && repository.role !== 'reader';
}

/** Whether the caller may change the repository itself, as far as showing or hiding goes. */
export function canAdminister(repository: Pick<RepositoryResponse, 'role'>): boolean {
  return repository.role === 'admin' || repository.role === 'owner';
}
