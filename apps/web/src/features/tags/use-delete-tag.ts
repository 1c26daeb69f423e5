import type { RepositoryResponse, TagResponse } from '@beatflow/shared';
import { useState } from 'react';
import { useTRPCClient } from '../../api/trpc.ts';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { notifyUndo } from '../../components/notify-undo.tsx';
import { useRefreshHistory } from '../../components/ref-switcher/use-refresh-history.ts';

/** Takes a tag away, with the way back. */
export function useDeleteTag({ id: repositoryId }: RepositoryResponse) {
  const client = useTRPCClient();
  const refresh = useRefreshHistory();
  const [isBusy, setIsBusy] = useState(false);

  const bringBack = async ({ name, commitId, message }: TagResponse) => {
    try {
      await client.tag.create.mutate({ repositoryId, name, at: commitId, message: message ?? undefined });
      notifyDone(`The tag “${name}” is back.`);
    } catch (err) {
      notifyFailed(err);
    }
    await refresh();
  };
  const remove = async ({ name }: TagResponse) => {
    setIsBusy(true);
    try {
      const deleted = await client.tag.delete.mutate({ repositoryId, name });
      notifyUndo(`Deleted the tag “${name}”. Its version stays.`, () => void bringBack(deleted));
    } catch (err) {
      notifyFailed(err);
    }
    await refresh();
    setIsBusy(false);
  };
  return { remove, isBusy };
}
