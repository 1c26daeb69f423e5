import { Skeleton } from '@mantine/core';

/** A page whose content is on its way. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton height={30} width="min(18rem, 60%)" mb="lg" />
      <Skeleton height={16} width="min(30rem, 90%)" mb="xl" />
      <Skeleton height={64} mb="sm" />
      <Skeleton height={64} mb="sm" />
      <Skeleton height={64} />
    </div>
  );
}
