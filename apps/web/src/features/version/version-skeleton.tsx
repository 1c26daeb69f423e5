import { Skeleton } from '@mantine/core';
import styles from './version-content.module.css';

/** A version on its way, in the shape that it will have. */
export function VersionSkeleton() {
  return (
    <div role="status" aria-label="Loading the version" className={styles.content}>
      <Skeleton height={28} width="40%" />
      <Skeleton height={18} width="60%" />
      <Skeleton height={420} />
    </div>
  );
}
