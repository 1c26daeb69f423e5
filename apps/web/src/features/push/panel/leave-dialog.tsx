import { Button, Group, Modal } from '@mantine/core';
import { dialogAttributes } from '../../../components/dialog-attributes.ts';

interface LeaveDialogProps {
  isOpen: boolean;
  isUploading: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before chosen files and written words are thrown away. */
export function LeaveDialog({ isOpen, isUploading, onStay, onLeave }: LeaveDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onStay} title="Discard this version?" attributes={dialogAttributes}>
      <p style={{ marginTop: 0 }}>
        {isUploading
          ? 'Files are still being uploaded. Leaving stops that, and nothing is pushed.'
          : 'It has not been pushed yet. The files on your disk stay as they are.'}
      </p>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onStay}>
          Stay
        </Button>
        <Button color="red" onClick={onLeave}>
          Discard
        </Button>
      </Group>
    </Modal>
  );
}
