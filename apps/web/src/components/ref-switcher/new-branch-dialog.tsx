import { type BranchResponse, createBranchInput } from '@beatflow/shared';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../form/use-submit.ts';
import { validateWith } from '../form/validate-with.ts';
import { FormDialog } from '../form-dialog.tsx';
import { notifyDone } from '../notify.ts';
import { useRefreshHistory } from './use-refresh-history.ts';

export interface NewBranchDialogProps {
  repositoryId: string;
  /** Where the branch begins: anything that names a version. */
  from: string;
  /** The same in words: “main”, or a message. */
  fromWords: string;
  suggestion?: string;
  onClose: () => void;
  onMade: (branch: BranchResponse) => void;
}

/** Begins a branch at a version that is there already. */
export function NewBranchDialog(props: NewBranchDialogProps) {
  const { repositoryId, from, fromWords, suggestion = '', onClose, onMade } = props;
  const client = useTRPCClient();
  const refresh = useRefreshHistory();
  const toInput = ({ name }: { name: string }) => ({ repositoryId, name: name.trim(), from });
  const fields = useForm({ initialValues: { name: suggestion }, validate: validateWith(createBranchInput, toInput) });
  const { submit, isSending, problem } = useSubmit<{ name: string }>({
    form: fields,
    send: async (values) => {
      const branch = await client.branch.create.mutate(toInput(values));
      await refresh();
      notifyDone(`The branch “${branch.name}” begins here.`);
      onClose();
      onMade(branch);
    },
    fieldOf: { 'name-taken': 'name' },
  });
  return (
    <FormDialog
      title="New branch"
      action="Create branch"
      isSending={isSending}
      problem={problem}
      onSubmit={fields.onSubmit(submit, focusFirstError(fields))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="Name of the branch"
        description={`It begins at “${fromWords}” and goes its own way from there. Nothing is copied.`}
        placeholder="new-bass"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('name')}
      />
    </FormDialog>
  );
}
