import type { RepositoryResponse } from '@beatflow/shared';
import { useNavigate } from '@tanstack/react-router';

/** Goes to a song's page as a branch or tag has it; the default branch needs no mention in the address. */
export function useShowRef(repository: RepositoryResponse): (ref: string) => void {
  const navigate = useNavigate();
  const params = { owner: repository.ownerUsername, name: repository.name };
  return (ref) =>
    void navigate({
      to: '/$owner/$name',
      params,
      search: ref === repository.defaultBranch ? {} : { ref },
      resetScroll: false,
    });
}
