import { branchName, type RepositoryResponse } from '@beatflow/shared';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { notifyDone } from '../../components/notify.ts';
import { parseSongAddress } from './parse-song-address.ts';

interface FetchDialogProps {
  repository: RepositoryResponse;
  onClose: () => void;
  /** The version that was fetched, and is here now. */
  onFetched: (commitId: string) => void;
}

interface Values {
  song: string;
  branch: string;
}

/** Fetches what somebody made in a fork, or in any song that one may hear, so that it can be merged here. */
export function FetchDialog({ repository, onClose, onFetched }: FetchDialogProps) {
  const client = useTRPCClient();
  const fields = useForm<Values>({
    initialValues: { song: '', branch: '' },
    validate: {
      song: (text) => (parseSongAddress(text) ? null : 'Write it as owner/song, or paste the address of its page.'),
      branch: (text) => {
        if (text.trim() === '') return null;
        const result = branchName.safeParse(text.trim());
        return result.success ? null : result.error.issues[0]!.message;
      },
    },
  });
  const { submit, isSending, problem } = useSubmit<Values>({
    form: fields,
    send: async ({ song, branch }) => {
      const from = await client.repository.get.query(parseSongAddress(song)!);
      const fetched = await client.repository.fetch.mutate({
        repositoryId: repository.id,
        fromRepositoryId: from.id,
        ...(branch.trim() === '' ? {} : { branch: branch.trim() }),
      });
      notifyDone(`“${fetched.branch}” of ${from.ownerUsername}/${from.name} is here. No branch has moved yet.`);
      onClose();
      onFetched(fetched.headCommitId);
    },
  });
  return (
    <FormDialog
      title="Bring from a fork"
      action="Bring it here"
      isSending={isSending}
      problem={problem}
      onSubmit={fields.onSubmit(submit, focusFirstError(fields))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="Song"
        description="Somebody’s copy of this song, or any other that you may listen to."
        placeholder="owner/song"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('song')}
      />
      <TextInput
        label="Branch"
        placeholder="Its default branch"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('branch')}
      />
    </FormDialog>
  );
}
