import { createTagInput, type TagResponse } from '@beatflow/shared';
import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTRPCClient } from '../../api/trpc.ts';
import { focusFirstError, useSubmit } from '../form/use-submit.ts';
import { validateWith } from '../form/validate-with.ts';
import { FormDialog } from '../form-dialog.tsx';
import { notifyDone } from '../notify.ts';
import { useRefreshHistory } from './use-refresh-history.ts';

export interface NewTagDialogProps {
  repositoryId: string;
  at: string;
  atWords: string;
  onClose: () => void;
  onMade?: (tag: TagResponse) => void;
}

interface TagValues {
  name: string;
  message: string;
}

/** Gives a version a name for ever: the mix that went to the label, the demo that was played on the radio. */
export function NewTagDialog({ repositoryId, at, atWords, onClose, onMade }: NewTagDialogProps) {
  const client = useTRPCClient();
  const refresh = useRefreshHistory();
  const toInput = ({ name, message }: TagValues) => ({
    repositoryId,
    name: name.trim(),
    at,
    message: message.trim() || undefined,
  });
  const fields = useForm<TagValues>({
    initialValues: { name: '', message: '' },
    validate: validateWith(createTagInput, toInput),
  });
  const { submit, isSending, problem } = useSubmit<TagValues>({
    form: fields,
    send: async (values) => {
      const tag = await client.tag.create.mutate(toInput(values));
      await refresh();
      notifyDone(`“${atWords}” is tagged “${tag.name}”.`);
      onClose();
      onMade?.(tag);
    },
    fieldOf: { 'name-taken': 'name' },
  });
  return (
    <FormDialog
      title="New tag"
      action="Create tag"
      isSending={isSending}
      problem={problem}
      onSubmit={fields.onSubmit(submit, focusFirstError(fields))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label="Name of the tag"
        description={`A tag stays at “${atWords}”, whatever is pushed later.`}
        placeholder="demo-1"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...fields.getInputProps('name')}
      />
      <Textarea label="Message" placeholder="What is special about it" autosize {...fields.getInputProps('message')} />
    </FormDialog>
  );
}
