import type { ReactNode } from 'react';
import styles from './message-view.module.css';

interface MessageViewProps {
  title: string;
  /** A heading of its own level: 1 where the message is the whole page. */
  level?: 1 | 2 | 3;
  drawing?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: 'alert';
}

/** Says in words what there is instead of content: nothing yet, nothing found, no access, something went wrong. */
export function MessageView({ title, level = 2, drawing, children, actions, role }: MessageViewProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={styles.message} data-page={level === 1 || undefined} role={role}>
      {drawing && (
        <div className={styles.drawing} aria-hidden="true">
          {drawing}
        </div>
      )}
      <Heading className={styles.title}>{title}</Heading>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
