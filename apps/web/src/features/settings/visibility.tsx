import type { RepositoryResponse } from '@beatflow/shared';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { VisibilityChoice } from '../../components/form/visibility-choice.tsx';
import { notifyDone, notifyFailed } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';
import { useChangedRepository } from './use-changed-repository.ts';

/** Who may listen to a song; for its owner to decide. */
export function Visibility({ repository }: { repository: RepositoryResponse }) {
  const client = useTRPCClient();
  const applyChange = useChangedRepository();
  const [isPublic, setIsPublic] = useState(repository.isPublic);
  const save = useMutation({
    mutationFn: () => client.repository.update.mutate({ repositoryId: repository.id, isPublic }),
    onSuccess: async (changed) => {
      await applyChange(changed);
      notifyDone(changed.isPublic ? 'This song is public now.' : 'This song is private now.');
    },
    onError: notifyFailed,
  });
  return (
    <Section title="Visibility" tone="panel">
      <VisibilityChoice value={isPublic} onChange={setIsPublic} disabled={save.isPending} />
      <div className={form.actions}>
        <Button disabled={isPublic === repository.isPublic} loading={save.isPending} onClick={() => save.mutate()}>
          Save visibility
        </Button>
      </div>
    </Section>
  );
}
