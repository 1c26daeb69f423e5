import { Skeleton } from '@mantine/core';
import styles from './list-skeleton.module.css';

/** A list whose rows are on their way; as high as the rows will be, so that nothing jumps. */
export function ListSkeleton({
  rows = 5,
  rowHeight = 64,
  label,
}: {
  rows?: number;
  rowHeight?: number;
  label: string;
}) {
  return (
    <div role="status" aria-label={label} className={styles.list}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={rowHeight} />
      ))}
    </div>
  );
}
