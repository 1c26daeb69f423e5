import { type BranchResponse, createBranchInput } from '@beatflow/shared';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { dialogAttributes } from '../dialog-attributes.ts';
import form from '../form/form.module.css';
import { focusFirstError, useSubmit } from '../form/use-submit.ts';
import { validateWith } from '../form/validate-with.ts';
import { FormAlert } from '../form-alert.tsx';
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
    <Modal opened onClose={onClose} title="New branch" attributes={dialogAttributes}>
      <form className={form.form} noValidate onSubmit={fields.onSubmit(submit, focusFirstError(fields))}>
        <FormAlert problem={problem} />
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
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            Create branch
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
