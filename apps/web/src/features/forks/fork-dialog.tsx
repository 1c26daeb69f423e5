import { forkRepositoryInput, type RepositoryResponse } from '@beatflow/shared';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { notifyDone } from '../../components/notify.ts';

interface ForkDialogProps {
  repository: RepositoryResponse;
  username: string;
  onClose: () => void;
}

/** Copies a song with its whole history to whoever asks; the way back to the original stays open. */
export function ForkDialog({ repository, username, onClose }: ForkDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const isOwn = repository.ownerUsername.toLowerCase() === username.toLowerCase();
  const toInput = ({ name }: { name: string }) => ({ repositoryId: repository.id, name: name.trim() });
  const fields = useForm({
    initialValues: { name: isOwn ? `${repository.name}-2` : repository.name },
    validate: validateWith(forkRepositoryInput, toInput),
  });
  const { submit, isSending, problem } = useSubmit<{ name: string }>({
    form: fields,
    send: async (values) => {
      const fork = await client.repository.fork.mutate(toInput(values));
      await queryClient.invalidateQueries(trpc.repository.pathFilter());
      onClose();
      await navigate({ to: '/$owner/$name', params: { owner: fork.ownerUsername, name: fork.name } });
      notifyDone('The fork is yours. What you push here, the original never sees unless it is brought over.');
    },
    fieldOf: { 'name-taken': 'name' },
  });
  return (
    <FormDialog
      title={`Fork ${repository.name}`}
      action="Fork"
      isSending={isSending}
      problem={problem}
      onSubmit={fields.onSubmit(submit, focusFirstError(fields))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="Name of your song"
        description={`A full copy of its history, at ${username}/… ${
          repository.isPublic ? 'It is public, as the original is.' : 'It stays private.'
        }`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('name')}
      />
    </FormDialog>
  );
}
