import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useSignIn } from '../../api/use-sign-in.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { FormAlert } from '../../components/form-alert.tsx';

export function SignInForm() {
  const signIn = useSignIn();
  const fields = useForm({
    mode: 'uncontrolled',
    initialValues: { login: '', password: '' },
    validate: {
      login: (login) => (login.trim() === '' ? 'Please write your username or e-mail address.' : null),
      password: (password) => (password === '' ? 'Please write your password.' : null),
    },
  });
  const { submit, isSending, problem } = useSubmit<typeof fields.values>({
    form: fields,
    send: ({ login, password }) => signIn({ login: login.trim(), password }),
  });
  return (
    <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
      <FormAlert problem={problem} />
      <TextInput
        label="Username or e-mail"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        key={fields.key('login')}
        {...fields.getInputProps('login')}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        key={fields.key('password')}
        {...fields.getInputProps('password')}
      />
      <Button type="submit" loading={isSending} fullWidth>
        Sign in
      </Button>
    </form>
  );
}
