import type { BranchResponse, RepositoryResponse } from '@beatflow/shared';
import { useState } from 'react';
import { useTRPCClient } from '../../api/trpc.ts';
import { commitTitle } from '../../components/commit-title.ts';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { notifyUndo } from '../../components/notify-undo.tsx';
import { useRefreshHistory } from '../../components/ref-switcher/use-refresh-history.ts';
import type { Undo } from './find-undo.ts';

/** What the branches page does to branches; every answer is said, and what fails is said too. */
export function useBranchActions(repository: RepositoryResponse) {
  const client = useTRPCClient();
  const refresh = useRefreshHistory();
  const [isBusy, setIsBusy] = useState(false);
  const repositoryId = repository.id;

  const run = async (work: () => Promise<unknown>, done?: string) => {
    setIsBusy(true);
    try {
      await work();
      if (done) notifyDone(done);
    } catch (err) {
      notifyFailed(err);
    } finally {
      // Also after a refusal: what was shown may be why it was refused.
      await refresh();
      setIsBusy(false);
    }
  };
  const bringBack = (name: string, from: string) =>
    run(() => client.branch.create.mutate({ repositoryId, name, from }), `The branch “${name}” is back.`);

  const remove = ({ name, headCommitId, head }: BranchResponse) =>
    run(async () => {
      const deleted = await client.branch.delete.mutate({ repositoryId, name, expectedHead: headCommitId });
      const words = head ? `, which stood at “${commitTitle(head)}”` : '';
      notifyUndo(`Deleted the branch “${name}”${words}.`, () => void bringBack(deleted.name, deleted.headCommitId));
    });

  const undo = (way: Undo) => {
    switch (way.kind) {
      case 'reset': {
        const { name, to, expectedHead } = way;
        return run(
          () => client.branch.reset.mutate({ repositoryId, name, to, expectedHead }),
          `“${name}” is put back.`,
        );
      }
      case 'create':
        return bringBack(way.name, way.from);
      case 'delete':
        return run(
          () => client.branch.delete.mutate({ repositoryId, name: way.name, expectedHead: way.expectedHead }),
          `The branch “${way.name}” is gone again.`,
        );
      case 'rename':
        return run(
          () => client.branch.rename.mutate({ repositoryId, name: way.name, newName: way.newName }),
          `It is called “${way.newName}” again.`,
        );
    }
  };

  const protect = ({ name, isProtected }: BranchResponse) =>
    run(
      () => client.branch.protect.mutate({ repositoryId, name, isProtected: !isProtected }),
      isProtected ? `“${name}” is no longer protected.` : `“${name}” is protected. Only admins move it, by merging.`,
    );

  const makeDefault = ({ name }: BranchResponse) =>
    run(
      () => client.repository.update.mutate({ repositoryId, defaultBranch: name }),
      `“${name}” is what this song’s page shows now.`,
    );

  return { isBusy, remove, undo, protect, makeDefault };
}
