import { formatBytes } from '@beatflow/shared';
import styles from './usage.module.css';

interface UsageFactsProps {
  /** What comes before the sizes: "Your songs". */
  subject: string;
  /** What it would take without any sharing. */
  bytes: number;
  asWhat: string;
  storedBytes: number;
}

/** What audio takes, in one line of plain words. */
export function UsageFacts({ subject, bytes, asWhat, storedBytes }: UsageFactsProps) {
  const savedBytes = bytes - storedBytes;
  return (
    <p className={styles.facts}>
      {subject}: {formatBytes(bytes)} {asWhat} · {formatBytes(storedBytes)} kept
      {savedBytes > 0 && <> · {formatBytes(savedBytes)} saved by sharing and packing</>}
    </p>
  );
}
