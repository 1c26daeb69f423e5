import { useCallback } from 'react';
import type { PlanEdit } from '../plan/edit-plan.ts';
import { computeStatus } from '../plan/row-status.ts';
import type { Outlook } from '../session/push-outlook.ts';
import type { PushSession } from '../session/push-session.ts';
import { findTransfer, type PushState } from '../session/push-state.ts';
import { findSound } from '../waveform/row-sound.ts';
import styles from './push-panel.module.css';
import { PushRowView } from './push-row.tsx';
import type { Preview } from './use-preview.ts';

interface PushRowsProps {
  session: PushSession;
  state: PushState;
  outlook: Outlook;
  preview: Preview;
  isLocked: boolean;
}

/** All stems of the version to be, in its order. */
export function PushRows({ session, state, outlook, preview, isLocked }: PushRowsProps) {
  const edit = useCallback((change: PlanEdit) => session.edit(change), [session]);
  const cancel = useCallback((fileId: string) => session.cancelUpload(fileId), [session]);
  const retry = useCallback((fileId: string) => session.retryUpload(fileId), [session]);
  const { plan, files, prints } = state;
  if (plan.rows.length === 0) return <p className={styles.nothing}>No audio yet. Drop a folder or some files here.</p>;
  return (
    <ol className={styles.rows} aria-label="Stems of the new version">
      {plan.rows.map((row) => (
        <PushRowView
          key={row.id}
          plan={plan}
          row={row}
          status={computeStatus(plan, row, prints)}
          file={row.fileId === null ? null : (files.get(row.fileId) ?? null)}
          transfer={row.fileId === null ? null : findTransfer(state, row.fileId)}
          sound={findSound(state, row)}
          nameError={outlook.plan.names.get(row.id) ?? null}
          player={preview.playingId === row.id || preview.playingId === 'all' ? preview.player : null}
          isPlaying={preview.playingId === row.id}
          isLocked={isLocked}
          onEdit={edit}
          onPlay={preview.toggle}
          onCancel={cancel}
          onRetry={retry}
        />
      ))}
    </ol>
  );
}
