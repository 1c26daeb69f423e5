import { type RepositoryResponse, shortenMessage, type UpstreamResponse } from '@beatflow/shared';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { useTRPCClient } from '../../api/trpc.ts';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { useRefreshHistory } from '../../components/ref-switcher/use-refresh-history.ts';

/**
 * Brings what the original has into a fork's default branch. Where both went on, the versions are merged; where they
 * disagree, the page for merging asks.
 */
export function useBringOver(repository: RepositoryResponse) {
  const client = useTRPCClient();
  const navigate = useNavigate();
  const refresh = useRefreshHistory();
  const [isBusy, setIsBusy] = useState(false);
  const { id: repositoryId, defaultBranch: branch, head } = repository;

  const merge = async (theirs: string, message: string) => {
    if (head === null) {
      await client.branch.create.mutate({ repositoryId, name: branch, from: theirs });
      return true;
    }
    try {
      const expected = { expectedOurs: head.id, expectedTheirs: theirs };
      await client.merge.run.mutate({ repositoryId, branch, theirs, ...expected, message, resolutions: [] });
      return true;
    } catch (err) {
      if (toRequestError(err).reason !== 'merge-conflict') throw err;
      return false;
    }
  };
  const bringOver = async (upstream: NonNullable<UpstreamResponse>) => {
    setIsBusy(true);
    try {
      const from = { repositoryId, fromRepositoryId: upstream.repositoryId, branch: upstream.branch };
      const { headCommitId } = await client.repository.fetch.mutate(from);
      const words = shortenMessage(`Merge ${upstream.branch} of ${upstream.ownerUsername}/${upstream.name}`);
      const isMerged = await merge(headCommitId, words);
      await refresh();
      if (isMerged) notifyDone(`“${branch}” has everything that the original has.`);
      else {
        const params = { owner: repository.ownerUsername, name: repository.name };
        await navigate({ to: '/$owner/$name/merge', params, search: { ours: branch, theirs: headCommitId } });
      }
    } catch (err) {
      notifyFailed(err);
      await refresh();
    } finally {
      setIsBusy(false);
    }
  };
  return { bringOver, isBusy };
}
