import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTRPC } from '../../../api/trpc.ts';
import { notifyDone } from '../../../components/notify.ts';
import type { PushState } from '../session/push-state.ts';

/** Once the version is made: closes the panel, freshens what other pages know, and goes to the version. */
export function useFinishPush(
  repository: RepositoryResponse,
  { pushed, base, mergeInto }: PushState,
  onClose: () => void,
): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const finish = useEffectEvent((commit: CommitResponse) => {
    const isDefault = base.branch === repository.defaultBranch;
    notifyDone(isDefault ? 'Pushed.' : `Pushed to the branch “${base.branch}”.`);
    for (const { queryKey } of [trpc.repository.pathFilter(), trpc.commit.pathFilter(), trpc.branch.pathFilter()]) {
      void queryClient.invalidateQueries({ queryKey });
    }
    queryClient.setQueryData(trpc.commit.get.queryKey({ repositoryId: repository.id, ref: commit.id }), commit);
    const params = { owner: repository.ownerUsername, name: repository.name, commitId: commit.id };
    const going =
      mergeInto === null
        ? navigate({ to: '/$owner/$name/commit/$commitId', params })
        : navigate({ to: '/$owner/$name/merge', params, search: { ours: mergeInto, theirs: base.branch } });
    void going.then(onClose);
  });
  useEffect(() => {
    if (pushed) finish(pushed);
  }, [pushed]);
}
