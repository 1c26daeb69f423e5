import { Portal } from '@mantine/core';
import { IconWaveSine } from '@tabler/icons-react';
import styles from './drop-overlay.module.css';

/** Covers the page while files are dragged over it. */
export function DropOverlay({ title }: { title: string }) {
  return (
    <Portal>
      <div className={styles.overlay} aria-hidden="true">
        <div className={styles.frame}>
          <IconWaveSine size={44} stroke={1.4} className={styles.icon} />
          <p className={styles.title}>{title}</p>
          <p className={styles.words}>
            A folder of stems, or single files. You look at everything before it is pushed.
          </p>
        </div>
      </div>
    </Portal>
  );
}
