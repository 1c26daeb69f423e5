import { IconAlertCircle } from '@tabler/icons-react';
import styles from './form-alert.module.css';
import { RequestId } from './request-id.tsx';

interface FormAlertProps {
  problem: { message: string; requestId: string | null } | null;
}

/** What went wrong with a form as a whole. */
export function FormAlert({ problem }: FormAlertProps) {
  if (!problem) return null;
  return (
    <div role="alert" className={styles.alert}>
      <IconAlertCircle size={18} aria-hidden className={styles.icon} />
      <div>
        {problem.message}
        <RequestId id={problem.requestId} />
      </div>
    </div>
  );
}
