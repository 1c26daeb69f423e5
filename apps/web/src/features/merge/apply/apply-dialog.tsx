import type { CommitResponse, RepositoryResponse } from '@beatflow/shared';
import { Button, Group, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toRequestError } from '../../../api/request-error.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { dialogAttributes } from '../../../components/dialog-attributes.ts';
import { ConflictList } from '../conflict-list.tsx';
import { MergeProblem } from '../merge-problem.tsx';
import { type Choices, keyOf, listOpen, toResolutions } from '../merge-types.ts';
import { useVersion } from '../use-preview.ts';
import styles from './apply-dialog.module.css';
import { type ApplyKind, describeApply } from './apply-kind.ts';
import { readConflicts } from './read-conflicts.ts';
import { TrackChoice } from './track-choice.tsx';
import { useApply } from './use-apply.ts';

interface ApplyDialogProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  kind: ApplyKind;
  onClose: () => void;
}

/** Undoes, restores or takes over a version on top of a branch; where that raises questions, they are asked here. */
export function ApplyDialog({ repository, commit, kind, onClose }: ApplyDialogProps) {
  const words = describeApply(kind, commit);
  const branches = useQuery(useTRPC().branch.list.queryOptions({ repositoryId: repository.id, limit: 100 }));
  const items = branches.data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [message, setMessage] = useState('');
  const [trackIds, setTrackIds] = useState<string[] | null>(null);
  const [choices, setChoices] = useState<Choices>(new Map());
  const apply = useApply(repository, commit, kind, onClose);

  const isOther = ({ name }: { name: string }) => name !== repository.defaultBranch;
  const suggested = kind === 'cherry-pick' ? (items.find(isOther) ?? items[0]) : items.find((item) => !isOther(item));
  const branch = items.find(({ name }) => name === chosen) ?? suggested ?? items[0];
  const error = apply.error === null ? null : toRequestError(apply.error);
  const conflicts = readConflicts(error);
  const open = listOpen(conflicts, choices);
  const ours = useVersion(repository.id, conflicts.length > 0 ? branch?.headCommitId : undefined);
  // Undoing goes from the version back to the one before it.
  const before = useVersion(
    repository.id,
    kind === 'revert' && conflicts.length > 0 ? (commit.parentCommitId ?? undefined) : undefined,
  );
  const theirs = kind === 'revert' ? (before.data ?? { stems: [] }) : commit;

  const restart = () => {
    apply.reset();
    setChoices(new Map());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!branch || open.length > 0) return;
    const resolutions = toResolutions(conflicts, choices);
    apply.mutate({ branch: branch.name, expectedHead: branch.headCommitId, message, trackIds, resolutions });
  };
  return (
    <Modal opened onClose={onClose} size="xl" title={words.title} attributes={dialogAttributes}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.lead}>{words.lead}</p>
        <NativeSelect
          label="On the branch"
          data={items.map(({ name }) => name)}
          value={branch?.name ?? ''}
          disabled={items.length === 0}
          data-autofocus
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.value);
            restart();
          }}
        />
        {kind === 'cherry-pick' && (
          <TrackChoice
            repository={repository}
            commit={commit}
            chosen={trackIds}
            onChoose={(next) => {
              setTrackIds(next);
              restart();
            }}
          />
        )}
        <Textarea
          label="Message"
          placeholder={words.message}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={message}
          onChange={({ currentTarget }) => setMessage(currentTarget.value)}
        />
        {conflicts.length > 0 && (
          <>
            <p role="status" className={styles.lead}>
              The branch has changed the same things since. Nothing was written; please decide:
            </p>
            <ConflictList
              conflicts={conflicts}
              labels={{ ours: branch?.name ?? '', theirs: kind === 'revert' ? 'before the change' : 'this change' }}
              ours={ours.data ?? { stems: [] }}
              theirs={theirs}
              choices={choices}
              onChoose={(conflict, choice) => setChoices((now) => new Map(now).set(keyOf(conflict), choice))}
            />
          </>
        )}
        {error && conflicts.length === 0 && (
          <MergeProblem
            error={error}
            isAsking={branches.isFetching}
            askLabel="Go on from there"
            onAskAgain={() => void branches.refetch().then(() => apply.reset())}
          />
        )}
        <Group justify="flex-end">
          {open.length > 0 && (
            <p className={styles.lead}>
              {open.length === 1 ? 'One question is still open.' : `${open.length} questions are still open.`}
            </p>
          )}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={apply.isPending}
            disabled={!branch || open.length > 0 || trackIds?.length === 0}
          >
            {words.button}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
