import { Button, Group, Modal } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import { dialogAttributes } from './dialog-attributes.ts';
import form from './form/form.module.css';
import { FormAlert } from './form-alert.tsx';

interface FormDialogProps {
  title: string;
  /** What the button that sends it says. */
  action: string;
  isSending: boolean;
  /** What went wrong with the form as a whole. */
  problem: { message: string; requestId: string | null } | null;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onClose: () => void;
  children: ReactNode;
}

/** A few fields over the page, which are sent or left. */
export function FormDialog({ title, action, isSending, problem, onSubmit, onClose, children }: FormDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} attributes={dialogAttributes}>
      <form className={form.form} noValidate onSubmit={onSubmit}>
        <FormAlert problem={problem} />
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSending}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
