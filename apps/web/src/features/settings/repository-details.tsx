import { type RepositoryResponse, updateRepositoryInput } from '@beatflow/shared';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormAlert } from '../../components/form-alert.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';
import { useChangedRepository } from './use-changed-repository.ts';

interface DetailsValues {
  name: string;
  description: string;
  genre: string;
  defaultBranch: string;
}

/** What a song is called and said to be. */
export function RepositoryDetails({ repository }: { repository: RepositoryResponse }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const navigate = useNavigate();
  const applyChange = useChangedRepository();
  const { data: branches } = useQuery(trpc.branch.list.queryOptions({ repositoryId: repository.id, limit: 100 }));

  const toInput = (values: DetailsValues) => ({
    repositoryId: repository.id,
    name: values.name.trim(),
    description: values.description.trim() || null,
    genre: values.genre.trim() || null,
    // A branch can only be named once there is one.
    defaultBranch: values.defaultBranch === repository.defaultBranch ? undefined : values.defaultBranch,
  });
  const fields = useForm<DetailsValues>({
    initialValues: {
      name: repository.name,
      description: repository.description ?? '',
      genre: repository.genre ?? '',
      defaultBranch: repository.defaultBranch,
    },
    validate: validateWith(updateRepositoryInput, toInput),
  });
  const { submit, isSending, problem } = useSubmit<DetailsValues>({
    form: fields,
    send: async (values) => {
      const changed = await client.repository.update.mutate(toInput(values));
      await applyChange(changed);
      if (changed.name !== repository.name) {
        const params = { owner: changed.ownerUsername, name: changed.name };
        await navigate({ to: '/$owner/$name/settings', params, replace: true });
      }
      notifyDone('The details are saved.');
    },
    fieldOf: { 'name-taken': 'name' },
  });
  const names = new Set([repository.defaultBranch, ...(branches?.items.map(({ name }) => name) ?? [])]);
  return (
    <Section title="Details" tone="panel">
      <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
        <TextInput
          label="Name"
          description="Part of the song’s address: links to the old name stop working."
          autoComplete="off"
          spellCheck={false}
          {...fields.getInputProps('name')}
        />
        <Textarea label="Description" autosize minRows={2} maxRows={10} {...fields.getInputProps('description')} />
        <div className={form.row}>
          <TextInput label="Genre" autoComplete="off" {...fields.getInputProps('genre')} />
          <NativeSelect
            label="Default branch"
            description="The one that the song’s page shows."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[...names]}
            {...fields.getInputProps('defaultBranch')}
          />
        </div>
        <div className={form.actions}>
          <Button type="submit" loading={isSending} disabled={!fields.isDirty()}>
            Save details
          </Button>
        </div>
      </form>
    </Section>
  );
}
