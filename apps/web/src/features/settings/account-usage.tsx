import { formatBytes } from '@beatflow/shared';
import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ErrorView } from '../../components/error-view.tsx';
import { ListSkeleton } from '../../components/list-skeleton.tsx';
import { Section } from '../../components/section.tsx';
import styles from './usage.module.css';
import { UsageFacts } from './usage-facts.tsx';

/** How much of the quota somebody has used. */
export function AccountUsage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.account.usage.queryOptions());
  return (
    <Section
      title="Storage"
      tone="panel"
      lead="What you have uploaded: every file counts once, however many versions use it."
    >
      {error && <ErrorView level={3} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <ListSkeleton rows={1} rowHeight={56} label="Adding up your storage" />}
      {data && (
        <div className={styles.stack}>
          <QuotaBar usedBytes={data.fileBytes + data.waitingBytes} quotaBytes={data.quotaBytes} />
          {data.files > 0 && (
            <UsageFacts subject="Your songs" bytes={data.fileBytes} asWhat="as files" storedBytes={data.storedBytes} />
          )}
          {data.waitingBytes > 0 && (
            <p className={styles.note}>
              {formatBytes(data.waitingBytes)} of it belong to uploads that are not finished.
            </p>
          )}
        </div>
      )}
    </Section>
  );
}

function QuotaBar({ usedBytes, quotaBytes }: { usedBytes: number; quotaBytes: number }) {
  const percent = Math.min(100, (usedBytes / quotaBytes) * 100);
  return (
    <>
      <Progress.Root size="lg">
        {/* So little that nothing would be seen is something all the same. */}
        <Progress.Section
          value={usedBytes > 0 ? Math.max(1, percent) : 0}
          color={percent > 90 ? 'red' : undefined}
          aria-label="Storage used"
        />
      </Progress.Root>
      <p className={styles.facts}>
        {formatBytes(usedBytes)} of {formatBytes(quotaBytes)} used
      </p>
    </>
  );
}
