import { createTokenInput } from '@beatflow/shared';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormAlert } from '../../components/form-alert.tsx';
import styles from './settings.module.css';

interface TokenValues {
  name: string;
  expiry: string;
}

const expiries = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'Until it is revoked' },
];

const toInput = ({ name, expiry }: TokenValues) => ({
  name,
  expiresInDays: expiry === 'never' ? null : Number(expiry),
});

export function CreateToken() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<{ name: string; token: string } | null>(null);
  const fields = useForm<TokenValues>({
    initialValues: { name: '', expiry: '90' },
    validate: validateWith(createTokenInput, toInput),
  });
  const { submit, isSending, problem } = useSubmit<TokenValues>({
    form: fields,
    send: async (values) => {
      setCreated(await client.account.createToken.mutate(toInput(values)));
      fields.reset();
      await queryClient.invalidateQueries(trpc.account.listTokens.pathFilter());
    },
  });
  return (
    <>
      <form noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
        <div className={styles.inline}>
          <TextInput
            label="Name"
            placeholder="Studio computer"
            autoComplete="off"
            maxLength={100}
            {...fields.getInputProps('name')}
          />
          <NativeSelect label="Works for" data={expiries} {...fields.getInputProps('expiry')} />
          <Button type="submit" variant="default" loading={isSending}>
            Create token
          </Button>
        </div>
      </form>
      {created && <NewToken {...created} onDone={() => setCreated(null)} />}
    </>
  );
}

function NewToken({ name, token, onDone }: { name: string; token: string; onDone: () => void }) {
  return (
    <div className={styles.secret} role="status">
      <p className={styles.strong}>The token “{name}”. Copy it now: it is not shown again.</p>
      <code data-testid="new-token">{token}</code>
      <div className={form.actions}>
        <CopyButton text={token}>Copy token</CopyButton>
        <Button variant="subtle" color="gray" onClick={onDone}>
          I have kept it
        </Button>
      </div>
    </div>
  );
}
