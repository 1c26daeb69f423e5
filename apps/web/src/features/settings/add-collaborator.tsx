import type { CollaboratorRole, RepositoryResponse } from '@beatflow/shared';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { FormAlert } from '../../components/form-alert.tsx';
import { notifyDone } from '../../components/notify.ts';
import { roles } from './roles.ts';
import styles from './settings.module.css';

interface AddValues {
  username: string;
  role: CollaboratorRole;
}

export function AddCollaborator({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const fields = useForm<AddValues>({
    initialValues: { username: '', role: 'writer' },
    validate: { username: (username) => (username.trim() === '' ? 'Please write their username.' : null) },
  });
  const { submit, isSending, problem } = useSubmit<AddValues>({
    form: fields,
    send: async ({ username, role }) => {
      const added = await client.collaborator.add.mutate({
        repositoryId: repository.id,
        username: username.trim(),
        role,
      });
      await queryClient.invalidateQueries(trpc.collaborator.list.pathFilter());
      fields.setFieldValue('username', '');
      notifyDone(`${added.username} may now work on this song.`);
    },
  });
  return (
    <form noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
      <FormAlert problem={problem} />
      <div className={styles.inline}>
        <TextInput
          label="Username"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...fields.getInputProps('username')}
        />
        <NativeSelect label="Role" data={roles} {...fields.getInputProps('role')} />
        <Button type="submit" variant="default" loading={isSending}>
          Add
        </Button>
      </div>
    </form>
  );
}
