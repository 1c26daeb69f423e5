import { renameBranchInput } from '@beatflow/shared';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { notifyDone } from '../../components/notify.ts';
import { useRefreshHistory } from '../../components/ref-switcher/use-refresh-history.ts';

interface RenameBranchDialogProps {
  repositoryId: string;
  name: string;
  onClose: () => void;
}

export function RenameBranchDialog({ repositoryId, name, onClose }: RenameBranchDialogProps) {
  const client = useTRPCClient();
  const refresh = useRefreshHistory();
  const toInput = ({ newName }: { newName: string }) => ({ repositoryId, name, newName: newName.trim() });
  const fields = useForm({ initialValues: { newName: name }, validate: validateWith(renameBranchInput, toInput) });
  const { submit, isSending, problem } = useSubmit<{ newName: string }>({
    form: fields,
    send: async (values) => {
      const branch = await client.branch.rename.mutate(toInput(values));
      await refresh();
      notifyDone(`“${name}” is called “${branch.name}” now.`);
      onClose();
    },
    fieldOf: { 'name-taken': 'newName' },
  });
  return (
    <FormDialog
      title={`Rename ${name}`}
      action="Rename"
      isSending={isSending}
      problem={problem}
      onSubmit={fields.onSubmit(submit, focusFirstError(fields))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="New name"
        description="Links to the old name stop working. Its versions stay as they are."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('newName')}
      />
    </FormDialog>
  );
}
