import type { RepositoryResponse } from '@beatflow/shared';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { toRequestError } from '../../api/request-error.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import form from '../../components/form/form.module.css';
import { FormAlert } from '../../components/form-alert.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Section } from '../../components/section.tsx';

/** Deletes a song with all its versions, once its name was typed. */
export function DeleteRepository({ repository }: { repository: RepositoryResponse }) {
  const { name, ownerUsername } = repository;
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => client.repository.delete.mutate({ repositoryId: repository.id, confirmName: typed }),
    onSuccess: async () => {
      await navigate({ to: '/' });
      queryClient.removeQueries({ queryKey: trpc.repository.get.queryKey({ owner: ownerUsername, name }) });
      await queryClient.invalidateQueries();
      notifyDone(`${ownerUsername}/${name} was deleted.`);
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === name) remove.mutate();
  };
  return (
    <Section
      title="Delete this song"
      tone="danger"
      lead="Deletes the song with every version and its whole history, for everybody. It cannot be undone: download first what you want to keep."
    >
      <form className={form.form} onSubmit={submit}>
        <FormAlert problem={remove.error && toRequestError(remove.error)} />
        <TextInput
          label={`Type “${name}” to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={form.actions}>
          <Button type="submit" color="red" disabled={typed !== name} loading={remove.isPending}>
            Delete this song
          </Button>
        </div>
      </form>
    </Section>
  );
}
