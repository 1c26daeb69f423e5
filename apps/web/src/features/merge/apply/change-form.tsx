import { type CommitResponse, type RepositoryResponse, shortenMessage } from '@beatflow/shared';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPCClient } from '../../../api/trpc.ts';
import { useRefs } from '../../../components/ref-switcher/use-refs.ts';
import { DecisionForm, describeObstacle } from '../decision-form.tsx';
import { Maker } from '../maker.ts';
import { type Choices, listOpen, type Preview, toResolutions } from '../merge-types.ts';
import { useArrival } from '../use-arrival.ts';
import { type ChangeToMake, describeChange } from './change-kind.ts';

interface ChangeFormProps {
  repository: RepositoryResponse;
  commit: CommitResponse;
  change: ChangeToMake;
  preview: Preview;
  choices: Choices;
  isAsking: boolean;
  onAskAgain: () => void;
}

/** Makes the change that was previewed, on the head that the preview saw. */
export function ChangeForm({ repository, commit, change, preview, choices, isAsking, onAskAgain }: ChangeFormProps) {
  const client = useTRPCClient();
  const arrive = useArrival(repository);
  const { branches } = useRefs(repository.id);
  const [message, setMessage] = useState('');
  const { kind, branch, trackIds } = change;
  const words = describeChange(kind, commit);
  const [maker] = useState(() => new Maker());
  // What the server writes when no message is given.
  const toMessage = (given = kind === 'revert' ? `Revert “${commit.message}”` : commit.message) =>
    shortenMessage(given);
  const run = useMutation({
    mutationFn: () => {
      const input = {
        repositoryId: repository.id,
        branch,
        expectedHead: preview.oursId,
        commit: commit.id,
        ...(message.trim() === '' ? {} : { message: message.trim() }),
        resolutions: toResolutions(preview.conflicts, choices),
      };
      return maker.makeOnce({
        make: () =>
          kind === 'revert'
            ? client.commit.revert.mutate(input)
            : client.commit.cherryPick.mutate({ ...input, ...(trackIds && { trackIds }) }),
        findMade: async () => {
          const head = await client.commit.get.query({ repositoryId: repository.id, ref: branch });
          const isMade = head.parentCommitId === input.expectedHead && head.message === toMessage(input.message);
          return isMade ? head : null;
        },
      });
    },
    onSuccess: ({ id }) => arrive(id, words.done),
  });
  const isProtected = branches.some((one) => one.name === branch && one.isProtected);
  const protection = `“${branch}” is protected and moves only by merging. Choose another branch above.`;
  return (
    <DecisionForm
      message={message}
      onMessage={setMessage}
      placeholder={words.message}
      button={words.button}
      obstacle={isProtected ? protection : describeObstacle(repository, listOpen(preview.conflicts, choices).length)}
      isPending={run.isPending}
      error={run.error}
      isAsking={isAsking}
      onAskAgain={() => {
        run.reset();
        onAskAgain();
      }}
      onSubmit={() => run.mutate()}
    />
  );
}
