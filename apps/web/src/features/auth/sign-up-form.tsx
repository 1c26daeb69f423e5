import { userCreate } from '@beatflow/shared';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { replaceSession } from '../../api/session.ts';
import { useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormAlert } from '../../components/form-alert.tsx';

interface SignUpValues {
  username: string;
  email: string;
  password: string;
}

const toInput = ({ username, email, password }: SignUpValues) => ({
  username: username.trim(),
  email: email.trim(),
  password,
});

export function SignUpForm() {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const fields = useForm<SignUpValues>({
    mode: 'uncontrolled',
    initialValues: { username: '', email: '', password: '' },
    validate: validateWith(userCreate, toInput),
  });
  const { submit, isSending, problem } = useSubmit<SignUpValues>({
    form: fields,
    send: async (values) => replaceSession(queryClient, await client.account.signUp.mutate(toInput(values))),
    fieldOf: { 'name-taken': 'username', 'email-taken': 'email' },
  });
  return (
    <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
      <FormAlert problem={problem} />
      <TextInput
        label="Username"
        description="Small letters, digits and hyphens. Part of the address of your songs."
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        key={fields.key('username')}
        {...fields.getInputProps('username')}
      />
      <TextInput
        label="E-mail"
        description="Only you see it."
        type="email"
        autoComplete="email"
        key={fields.key('email')}
        {...fields.getInputProps('email')}
      />
      <PasswordInput
        label="Password"
        description="At least 10 characters. A sentence you remember is a good one."
        autoComplete="new-password"
        key={fields.key('password')}
        {...fields.getInputProps('password')}
      />
      <Button type="submit" loading={isSending} fullWidth>
        Create account
      </Button>
    </form>
  );
}
