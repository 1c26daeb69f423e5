import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { notifyFailed } from '../../components/notify.ts';
import type { ChosenFile } from './drop/sort-files.ts';
import { loadPanel, loadSession } from './prepare-push.ts';
import type { PushSession } from './session/push-session.ts';

interface PushPlace {
  repository: RepositoryResponse;
  head: CommitResponse | null;
  branch: string;
}

/** The push that is under way on this page, if any. It begins with the first files and ends when it is closed. */
export function usePush({ repository, head, branch }: PushPlace) {
  const client = useTRPCClient();
  const { data: limits } = useQuery({ ...useTRPC().instance.get.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const [session, setSession] = useState<PushSession | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const current = useRef<PushSession | null>(null);

  const end = () => {
    current.current?.dispose();
    current.current = null;
  };
  useEffect(() => end, []);

  const open = async (files: ChosenFile[] | Promise<ChosenFile[]>) => {
    const [{ startSession }, chosen] = await Promise.all([loadSession(), files, loadPanel()]);
    current.current ??= startSession(client, {
      repositoryId: repository.id,
      repositoryName: repository.name,
      branch,
      head,
      ...(limits ? { limits } : {}),
    });
    current.current.addFiles(chosen);
    setSession(current.current);
  };

  return {
    session,
    isOpening: isOpening && session === null,
    take: (files: ChosenFile[] | Promise<ChosenFile[]>) => {
      setIsOpening(true);
      open(files)
        .catch(notifyFailed)
        .finally(() => setIsOpening(false));
    },
    close: () => {
      end();
      setSession(null);
    },
  };
}
