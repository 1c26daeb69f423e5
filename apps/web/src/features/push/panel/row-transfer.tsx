import { formatBytes } from '@beatflow/shared';
import { ActionIcon, Button, Progress } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Transfer } from '../../../upload/transfer.ts';
import type { LocalFile } from '../session/push-state.ts';
import { describeAhead, describeTravel, formatPercent, formatTimeLeft } from './format-transfer.ts';
import styles from './row-transfer.module.css';

const offlineText = 'You are offline. It goes on by itself.';

interface RowTransferProps {
  file: LocalFile;
  transfer: Transfer | null;
  /** Whether this row's bytes are to travel at all. */
  isNeeded: boolean;
  onCancel: () => void;
  onRetry: () => void;
}

/** How far one file has come: read here, sent, checked there. */
export function RowTransfer({ file, transfer, isNeeded, onCancel, onRetry }: RowTransferProps) {
  const { path, file: blob, reading } = file;
  if (reading.phase === 'broken') return <p className={styles.failure}>{reading.message}</p>;
  if (reading.phase === 'waiting') return <WaitingToBeRead />;
  if (reading.phase === 'reading') {
    const percent = formatPercent(reading.readBytes, blob.size);
    return (
      <Bar label={`Reading ${path}`} part={reading.readBytes / blob.size}>
        Reading… {percent}
      </Bar>
    );
  }
  if (!isNeeded || !transfer) return null;

  const cancel = (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Cancel the upload of ${path}`} onClick={onCancel}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  );
  switch (transfer.phase) {
    case 'waiting':
      return (
        <p className={styles.line}>
          {transfer.travelBytes === undefined
            ? 'Waiting to be uploaded'
            : `Waiting: ${describeAhead(transfer.travelBytes, blob.size)}`}
          {cancel}
        </p>
      );
    case 'uploading': {
      const { sentBytes, travelBytes, bytesPerSecond, secondsLeft } = transfer;
      const ahead = ` · ${describeAhead(travelBytes, blob.size)}`;
      const speed = bytesPerSecond === null ? ahead : ` · ${formatBytes(bytesPerSecond)}/s`;
      const left = secondsLeft === null ? '' : ` · ${formatTimeLeft(secondsLeft)} left`;
      return (
        <Bar label={`Uploading ${path}`} part={sentBytes / blob.size} action={cancel}>
          {formatPercent(sentBytes, blob.size)}
          {speed}
          {left}
        </Bar>
      );
    }
    case 'retrying':
      return (
        <Bar label={`Uploading ${path}`} part={transfer.sentBytes / blob.size} action={cancel} isHalted>
          {transfer.isOffline
            ? offlineText
            : `Connection lost at ${formatPercent(transfer.sentBytes, blob.size)}. Trying again…`}
        </Bar>
      );
    case 'checking':
      return (
        <Bar label={`Checking ${path} on the server`} part={1}>
          Checking on the server…
        </Bar>
      );
    case 'done':
      return (
        <p className={styles.done}>
          <IconCheck size={14} aria-hidden />
          <span>{describeDone(transfer.travelBytes, blob.size)}</span>
        </p>
      );
    case 'failed':
      return (
        <p className={styles.failure}>
          {transfer.message}
          {!transfer.reason.startsWith('audio-') && transfer.reason !== 'file-changed' && (
            <Again path={path} onClick={onRetry}>
              Try again
            </Again>
          )}
        </p>
      );
    case 'cancelled':
      return (
        <p className={styles.line}>
          Upload cancelled
          <Again path={path} onClick={onRetry}>
            Upload
          </Again>
        </p>
      );
  }
}

/** Reading needs no network, but for the part of this page that reads. */
function WaitingToBeRead() {
  const { online } = useNetwork();
  return <p className={styles.line}>{online ? 'Waiting to be read' : offlineText}</p>;
}

function describeDone(travelBytes: number, totalBytes: number): string {
  if (travelBytes === 0) return 'Already on the server';
  const travel = describeTravel(travelBytes, totalBytes);
  return travel === null ? 'Uploaded' : `Uploaded: ${travel}`;
}

function Again({ path, onClick, children }: { path: string; onClick: () => void; children: string }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick} aria-label={`${children}: ${path}`}>
      {children}
    </Button>
  );
}

interface BarProps {
  label: string;
  part: number;
  isHalted?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

function Bar({ label, part, isHalted = false, action, children }: BarProps) {
  return (
    <div className={styles.bar}>
      <p className={styles.line}>
        <span>{children}</span>
        {action}
      </p>
      <Progress
        size={4}
        value={Math.min(100, part * 100)}
        color={isHalted ? 'gray' : undefined}
        aria-label={label}
        transitionDuration={150}
      />
    </div>
  );
}
