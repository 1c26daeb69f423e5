import { changePasswordInput } from '@beatflow/shared';
import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormAlert } from '../../components/form-alert.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';

interface PasswordValues {
  currentPassword: string;
  newPassword: string;
}

const validateNew = validateWith<PasswordValues>(changePasswordInput);

export function ChangePassword() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const fields = useForm<PasswordValues>({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: (values) => ({
      ...validateNew(values),
      ...(values.currentPassword === '' && { currentPassword: 'Please write your current password.' }),
    }),
  });
  const { submit, isSending, problem } = useSubmit<PasswordValues>({
    form: fields,
    send: async (values) => {
      await client.account.changePassword.mutate(values);
      fields.reset();
      await queryClient.invalidateQueries(trpc.account.listSessions.pathFilter());
      notifyDone('Your password is changed. Every other session was signed out.');
    },
    fieldOf: { 'credentials-wrong': 'currentPassword' },
  });
  return (
    <Section title="Password" tone="panel" lead="Changing it signs you out everywhere else.">
      <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
        <div className={form.row}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...fields.getInputProps('currentPassword')}
          />
          <PasswordInput label="New password" autoComplete="new-password" {...fields.getInputProps('newPassword')} />
        </div>
        <div className={form.actions}>
          <Button type="submit" loading={isSending}>
            Change password
          </Button>
        </div>
      </form>
    </Section>
  );
}
