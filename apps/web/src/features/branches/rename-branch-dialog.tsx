import { renameBranchInput } from '@beatflow/shared';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { dialogAttributes } from '../../components/dialog-attributes.ts';
import form from '../../components/form/form.module.css';
import { focusFirstError, useSubmit } from '../../components/form/use-submit.ts';
import { validateWith } from '../../components/form/validate-with.ts';
import { FormAlert } from '../../components/form-alert.tsx';
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
    <Modal opened onClose={onClose} title={`Rename ${name}`} attributes={dialogAttributes}>
      <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
        <TextInput
          data-autofocus
          label="New name"
          description="Links to the old name stop working. Its versions stay as they are."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...fields.getInputProps('newName')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
