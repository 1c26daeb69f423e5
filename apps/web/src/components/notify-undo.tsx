import { Button } from '@mantine/core';
import { loadNotifications } from './notify.ts';
import styles from './notify-undo.module.css';

/** Says that something was done, with the way back in the same breath. */
export function notifyUndo(message: string, onUndo: () => void): void {
  void loadNotifications().then((notifications) => {
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
  });
}
