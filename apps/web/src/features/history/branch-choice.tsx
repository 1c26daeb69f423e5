import type { RepositoryResponse } from '@beatflow/shared';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';

const route = getRouteApi('/$owner/$name/commits');

interface BranchChoiceProps {
  repository: RepositoryResponse;
  branch: string;
}

/** Whose history to show. With one branch there is nothing to choose. */
export function BranchChoice({ repository, branch }: BranchChoiceProps) {
  const trpc = useTRPC();
  const navigate = route.useNavigate();
  const { data } = useQuery(trpc.branch.list.queryOptions({ repositoryId: repository.id, limit: 100 }));
  const names = data?.items.map(({ name }) => name) ?? [];
  if (names.length < 2 && names.includes(branch)) return null;
  if (names.length === 0) return null;

  const choose = (name: string) =>
    void navigate({ search: name === repository.defaultBranch ? {} : { branch: name }, resetScroll: false });
  return (
    <NativeSelect
      label="Branch"
      data={names.includes(branch) ? names : [branch, ...names]}
      value={branch}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
