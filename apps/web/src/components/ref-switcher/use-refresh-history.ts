import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

/** Asks again for all that shows branches, tags and logs, after one of them was changed. */
export function useRefreshHistory(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    const stale = [trpc.branch.pathFilter(), trpc.tag.pathFilter(), trpc.repository.pathFilter()];
    // Versions themselves never change; what reaches them does.
    stale.push(trpc.commit.list.pathFilter());
    await Promise.all(stale.map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })));
  };
}
