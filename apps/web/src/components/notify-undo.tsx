import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import styles from './notify-undo.module.css';

/** Says that something was done, with the way back in the same breath. */
export function notifyUndo(message: string, onUndo: () => void): void {
  const id = notifications.show({
    message: (
      <span className={styles.message}>
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
    color: 'teal',
    autoClose: 15_000,
  });
}
