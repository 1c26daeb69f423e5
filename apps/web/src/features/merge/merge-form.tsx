import type { RepositoryResponse, RunMergeInput } from '@beatflow/shared';
import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPCClient } from '../../api/trpc.ts';
import { canAdminister } from '../../api/use-repository.ts';
import { useRefs } from '../../components/ref-switcher/use-refs.ts';
import { DecisionForm, describeObstacle } from './decision-form.tsx';
import { Maker } from './maker.ts';
import { type Choices, type Labels, listOpen, type MergePreview, toResolutions } from './merge-types.ts';
import { useArrival } from './use-arrival.ts';

interface MergeFormProps {
  repository: RepositoryResponse;
  branch: string;
  theirsRef: string;
  labels: Labels;
  preview: MergePreview;
  choices: Choices;
  isAsking: boolean;
  onAskAgain: () => void;
}

/** Makes the merge; without an answer to every question it says which is missing. */
export function MergeForm(props: MergeFormProps) {
  const { repository, branch, theirsRef, labels, preview, choices, isAsking, onAskAgain } = props;
  const client = useTRPCClient();
  const arrive = useArrival(repository);
  const [message, setMessage] = useState('');
  const [makesVersion, setMakesVersion] = useState(false);
  const isFastForward = preview.kind === 'fast-forward' && !makesVersion;
  const { branches } = useRefs(repository.id);
  const [maker] = useState(() => new Maker());
  const run = useMutation({
    mutationFn: (input: RunMergeInput) =>
      maker.makeOnce({
        make: () => client.merge.run.mutate(input),
        findMade: async () => {
          const head = await client.commit.get.query({ repositoryId: repository.id, ref: branch });
          const isMade = head.parentCommitId === preview.oursId && head.mergeParentCommitId === preview.theirsId;
          return isMade || (isFastForward && head.id === preview.theirsId) ? head : null;
        },
      }),
    onSuccess: ({ id }) => arrive(id, `“${labels.theirs}” is in “${branch}” now.`),
  });
  const isProtected = branches.some((one) => one.name === branch && one.isProtected);
  const submit = () =>
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
  return (
    <DecisionForm
      message={message}
      onMessage={setMessage}
      placeholder={isFastForward ? null : `Merge ${labels.theirs} into ${branch}`}
      button={isFastForward ? `Fast-forward ${branch}` : `Merge into ${branch}`}
      obstacle={
        isProtected && !canAdminister(repository)
          ? `“${branch}” is protected: an admin of this song can merge into it.`
          : describeObstacle(repository, listOpen(preview.conflicts, choices).length)
      }
      isPending={run.isPending}
      error={run.error}
      isAsking={isAsking}
      onAskAgain={() => {
        run.reset();
        onAskAgain();
      }}
      onSubmit={submit}
    >
      {preview.kind === 'fast-forward' && (
        <Switch
          label="Make a merge version even so"
          checked={makesVersion}
          onChange={({ currentTarget }) => setMakesVersion(currentTarget.checked)}
        />
      )}
    </DecisionForm>
  );
}
