import { repositoryCreate } from '@beatflow/shared';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../api/session.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { VisibilityChoice } from '../../components/form/visibility-choice.tsx';
import { FormAlert } from '../../components/form-alert.tsx';
import { Page } from '../../components/page.tsx';
import { toRepositoryName } from './to-repository-name.ts';

interface NewRepositoryValues {
  name: string;
  description: string;
  genre: string;
  isPublic: boolean;
}

const toInput = ({ name, description, genre, isPublic }: NewRepositoryValues) => ({
  name: toRepositoryName(name),
  description: description.trim() || null,
  genre: genre.trim() || null,
  isPublic,
});

export function NewRepositoryPage() {
  const { user } = useSession();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const fields = useForm<NewRepositoryValues>({
    initialValues: { name: '', description: '', genre: '', isPublic: false },
    validate: validateWith(repositoryCreate, toInput),
  });
  const { submit, isSending, problem } = useSubmit<NewRepositoryValues>({
    form: fields,
    send: async (values) => {
      const repository = await client.repository.create.mutate(toInput(values));
      await queryClient.invalidateQueries(trpc.repository.list.pathFilter());
      const params = { owner: repository.ownerUsername, name: repository.name };
      queryClient.setQueryData(trpc.repository.get.queryKey(params), repository);
      await navigate({ to: '/$owner/$name', params });
    },
    fieldOf: { 'name-taken': 'name' },
  });
  const address = toRepositoryName(fields.values.name);
  return (
    <Page
      width="narrow"
      title="New song"
      lead="One song, or one sample pack, with all its versions. On the next page you drop the stems."
    >
      <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
        <TextInput
          label="Name"
          description={
            <>
              Its address: {user?.username}/<strong>{address || 'your-song'}</strong>
            </>
          }
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          {...fields.getInputProps('name')}
        />
        <Textarea
          label="Description"
          description="What it is about, who plays what. May stay empty."
          autosize
          minRows={2}
          maxRows={8}
          {...fields.getInputProps('description')}
        />
        <TextInput
          label="Genre"
          placeholder="House, folk, sound design…"
          autoComplete="off"
          {...fields.getInputProps('genre')}
        />
        <VisibilityChoice
          value={fields.values.isPublic}
          onChange={(isPublic) => fields.setFieldValue('isPublic', isPublic)}
        />
        <div className={form.actions}>
          <Button type="submit" loading={isSending}>
            Create song
          </Button>
        </div>
      </form>
    </Page>
  );
}
