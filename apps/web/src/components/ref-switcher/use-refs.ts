import type { BranchResponse, TagResponse } from '@beatflow/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useEveryPage } from './use-every-page.ts';

/** Every branch and tag of a repository. */
export interface Refs {
  branches: BranchResponse[];
  tags: TagResponse[];
  /** Whether all of them are here. */
  isComplete: boolean;
  error: unknown;
  retry: () => void;
}

export function useRefs(repositoryId: string, { enabled = true } = {}): Refs {
  const trpc = useTRPC();
  const paging = { getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor };
  const input = { repositoryId, limit: 100 };
  const branches = useEveryPage(useInfiniteQuery({ ...trpc.branch.list.infiniteQueryOptions(input, paging), enabled }));
  const tags = useEveryPage(useInfiniteQuery({ ...trpc.tag.list.infiniteQueryOptions(input, paging), enabled }));
  const branchItems = useMemo(() => branches.data?.pages.flatMap(({ items }) => items) ?? [], [branches.data]);
  const tagItems = useMemo(() => tags.data?.pages.flatMap(({ items }) => items) ?? [], [tags.data]);
  return {
    branches: branchItems,
    tags: tagItems,
    isComplete: branches.isSuccess && tags.isSuccess && !branches.hasNextPage && !tags.hasNextPage,
    error: branches.error ?? tags.error,
    retry: () => {
      if (branches.isError) void branches.refetch();
      if (tags.isError) void tags.refetch();
    },
  };
}
