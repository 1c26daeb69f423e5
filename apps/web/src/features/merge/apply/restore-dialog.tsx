import { type CommitResponse, type RepositoryResponse, shortenMessage } from '@beatflow/shared';
import { Button, Group, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toRequestError } from '../../../api/request-error.ts';
import { useTRPCClient } from '../../../api/trpc.ts';
import { commitTitle } from '../../../components/commit-title.ts';
import { dialogAttributes } from '../../../components/dialog-attributes.ts';
import form from '../../../components/form/form.module.css';
import { useRefreshHistory } from '../../../components/ref-switcher/use-refresh-history.ts';
import { useRefs } from '../../../components/ref-switcher/use-refs.ts';
import { Maker } from '../maker.ts';
import { MergeProblem } from '../merge-problem.tsx';
import { useArrival } from '../use-arrival.ts';
import styles from './restore-dialog.module.css';

interface RestoreDialogProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  onClose: () => void;
}

/** Makes an old version the newest one of a branch. There is nothing to decide: it will be as it was. */
export function RestoreDialog({ repository, commit, onClose }: RestoreDialogProps) {
  const client = useTRPCClient();
  const arrive = useArrival(repository);
  const refresh = useRefreshHistory();
  const [isRefreshing, setIsRefreshing] = useState(false);
  const { branches } = useRefs(repository.id);
  const open = branches.filter(({ isProtected }) => !isProtected);
  const [chosen, setChosen] = useState<string | null>(null);
  const [message, setMessage] = useState('');
  const branch =
    open.find(({ name }) => name === chosen) ?? open.find(({ name }) => name === repository.defaultBranch) ?? open[0];
  const label = commitTitle(commit);
  const [maker] = useState(() => new Maker());
  const run = useMutation({
    mutationFn: (place: { branch: string; expectedHead: string }) =>
      maker.makeOnce({
        make: () =>
          client.commit.restore.mutate({
            repositoryId: repository.id,
            commit: commit.id,
            ...place,
            ...(message.trim() === '' ? {} : { message: message.trim() }),
          }),
        findMade: async () => {
          const head = await client.commit.get.query({ repositoryId: repository.id, ref: place.branch });
          const expected = shortenMessage(message.trim() || `Restore “${commit.message}”`);
          return head.parentCommitId === place.expectedHead && head.message === expected ? head : null;
        },
      }),
    onSuccess: async ({ id }) => {
      onClose();
      await arrive(id, `“${label}” is restored.`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (branch) run.mutate({ branch: branch.name, expectedHead: branch.headCommitId });
  };
  const goOn = async () => {
    setIsRefreshing(true);
    await refresh();
    setIsRefreshing(false);
    run.reset();
  };
  return (
    <Modal opened onClose={onClose} title="Restore this version" attributes={dialogAttributes}>
      <form className={form.form} onSubmit={submit} noValidate>
        <p className={styles.lead}>
          Makes a new version that holds exactly what this one holds. What came in between stays in history.
        </p>
        <NativeSelect
          label="On the branch"
          data={open.map(({ name }) => name)}
          value={branch?.name ?? ''}
          disabled={open.length === 0}
          data-autofocus
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.value);
            run.reset();
          }}
        />
        <Textarea
          label="Message"
          placeholder={`Restore “${label}”`}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={message}
          onChange={({ currentTarget }) => setMessage(currentTarget.value)}
        />
        {run.isError && (
          <MergeProblem
            error={toRequestError(run.error)}
            isAsking={isRefreshing}
            askLabel="Go on from there"
            onAskAgain={() => void goOn()}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={run.isPending} disabled={!branch}>
            Restore
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
