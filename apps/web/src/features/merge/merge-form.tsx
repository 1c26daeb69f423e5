import type { RepositoryResponse } from '@beatflow/shared';
import { Button, Switch, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { useTRPC } from '../../api/trpc.ts';
import { canWrite } from '../../api/use-repository.ts';
import { notifyDone } from '../../components/notify.ts';
import styles from './merge-form.module.css';
import { MergeProblem } from './merge-problem.tsx';
import { type Choices, type Labels, listOpen, type Preview, toResolutions } from './merge-types.ts';

interface MergeFormProps {
  repository: RepositoryResponse;
  branch: string;
  theirsRef: string;
  labels: Labels;
  preview: Preview;
  choices: Choices;
  isAsking: boolean;
  onAskAgain: () => void;
}

const LONGEST_MESSAGE = 500;

/** The message and the button; without an answer to every question it says which is missing. */
export function MergeForm(props: MergeFormProps) {
  const { repository, branch, theirsRef, labels, preview, choices, isAsking, onAskAgain } = props;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [message, setMessage] = useState('');
  const [makesVersion, setMakesVersion] = useState(false);
  const run = useMutation({
    ...trpc.merge.run.mutationOptions(),
    onSuccess: async (commit) => {
      notifyDone(`“${labels.theirs}” is in “${branch}” now.`);
      await navigate({
        to: '/$owner/$name/commit/$commitId',
        params: { owner: repository.ownerUsername, name: repository.name, commitId: commit.id },
      });
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'peaks' });
    },
  });
  const isFastForward = preview.kind === 'fast-forward' && !makesVersion;
  const obstacle = describeObstacle(repository, listOpen(preview.conflicts, choices).length);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (obstacle !== null || run.isPending) return;
    run.mutate({
      repositoryId: repository.id,
      branch,
      theirs: theirsRef,
      expectedOurs: preview.oursId,
      expectedTheirs: preview.theirsId,
      ...(message.trim() === '' ? {} : { message: message.trim() }),
      fastForward: !makesVersion,
      resolutions: toResolutions(preview.conflicts, choices),
    });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {run.isError && (
        <MergeProblem
          error={toRequestError(run.error)}
          isAsking={isAsking}
          onAskAgain={() => {
            run.reset();
            onAskAgain();
          }}
        />
      )}
      {preview.kind === 'fast-forward' && (
        <Switch
          label="Make a merge version even so"
          checked={makesVersion}
          onChange={({ currentTarget }) => setMakesVersion(currentTarget.checked)}
        />
      )}
      {!isFastForward && (
        <Textarea
          label="Message"
          placeholder={`Merge ${labels.theirs} into ${branch}`}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={LONGEST_MESSAGE}
          value={message}
          onChange={({ currentTarget }) => setMessage(currentTarget.value)}
        />
      )}
      <div className={styles.bottom}>
        <Button
          type="submit"
          size="md"
          loading={run.isPending}
          disabled={obstacle !== null || isAsking}
          aria-describedby={obstacle === null ? undefined : 'merge-obstacle'}
        >
          {isFastForward ? `Fast-forward ${branch}` : `Merge into ${branch}`}
        </Button>
        {obstacle !== null && (
          <p id="merge-obstacle" className={styles.obstacle}>
            {obstacle}
          </p>
        )}
      </div>
    </form>
  );
}

function describeObstacle(repository: RepositoryResponse, openCount: number): string | null {
  if (!canWrite(repository)) return 'You may look and listen, but not merge: ask the owner to make you a writer.';
  if (openCount === 0) return null;
  return openCount === 1 ? 'One question above is still open.' : `${openCount} questions above are still open.`;
}
