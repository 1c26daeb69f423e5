import styles from './request-id.module.css';

/** The id of a failed request, to tell whoever runs the server. */
export function RequestId({ id }: { id: string | null }) {
  if (id === null) return null;
  return (
    <p className={styles.line}>
      Request id <code className={styles.id}>{id}</code>
    </p>
  );
}
