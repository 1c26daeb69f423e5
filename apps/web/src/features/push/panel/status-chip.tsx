import { IconAlertTriangle, IconCheck, IconPlus, IconReplace, IconTrash } from '@tabler/icons-react';
import type { RowStatus } from '../plan/row-status.ts';
import styles from './status-chip.module.css';

interface StatusChipProps {
  status: RowStatus;
  /** The name of the stem as the parent has it; null for a new one. */
  trackName: string | null;
  isBroken: boolean;
}

/** What will become of a row, in a word or two. */
export function StatusChip({ status, trackName, isBroken }: StatusChipProps) {
  if (isBroken && status.kind !== 'removed') {
    return (
      <span className={styles.chip} data-kind="removed">
        <IconAlertTriangle size={13} aria-hidden />
        Broken file
      </span>
    );
  }
  return (
    <span className={styles.chip} data-kind={status.kind}>
      {iconOf(status)}
      {describeStatus(status, trackName)}
    </span>
  );
}

function iconOf({ kind }: RowStatus) {
  if (kind === 'new') return <IconPlus size={13} aria-hidden />;
  if (kind === 'replaced') return <IconReplace size={13} aria-hidden />;
  if (kind === 'unchanged') return <IconCheck size={13} aria-hidden />;
  return kind === 'removed' ? <IconTrash size={13} aria-hidden /> : null;
}

function describeStatus(status: RowStatus, trackName: string | null): string {
  switch (status.kind) {
    case 'new':
      return 'New';
    case 'replaced':
      return status.isComparing ? `Comparing with “${trackName}”` : `Replaces “${trackName}”`;
    case 'unchanged':
      return status.because === 'same-file' ? 'Unchanged — same file' : 'Unchanged — same sound';
    case 'kept':
      return 'Kept';
    case 'removed':
      return 'Removed';
  }
}
