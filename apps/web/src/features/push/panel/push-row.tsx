import { formatBytes, stemTypes } from '@beatflow/shared';
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import type { Player } from '../../../player/player.ts';
import { stemColorVar } from '../../../theme/stem-colors.ts';
import type { Transfer } from '../../../upload/transfer.ts';
import type { PlanEdit } from '../plan/edit-plan.ts';
import { findParentStem, type PushPlan, type PushRow } from '../plan/push-plan.ts';
import type { RowStatus } from '../plan/row-status.ts';
import { isBroken } from '../session/push-outlook.ts';
import type { LocalFile } from '../session/push-state.ts';
import type { RowSound } from '../waveform/row-sound.ts';
import { RowWaveform } from '../waveform/row-waveform.tsx';
import styles from './push-row.module.css';
import { RowMenu } from './row-menu.tsx';
import { RowTransfer } from './row-transfer.tsx';
import { StatusChip } from './status-chip.tsx';

const typeOptions = stemTypes.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }));

export interface PushRowProps {
  plan: PushPlan;
  row: PushRow;
  status: RowStatus;
  file: LocalFile | null;
  transfer: Transfer | null;
  sound: RowSound | null;
  /** The player while it plays this row, alone or with the others. */
  player: Player | null;
  nameError: string | null;
  isPlaying: boolean;
  /** While the push is under way, rows are shown and not changed. */
  isLocked: boolean;
  onEdit: (edit: PlanEdit) => void;
  onPlay: (rowId: string) => void;
  onCancel: (fileId: string) => void;
  onRetry: (fileId: string) => void;
}

/** One stem of the version to be: what it is called, what becomes of it, how it sounds. */
export const PushRowView = memo(function PushRowView(props: PushRowProps) {
  const { plan, row, status, file, nameError, isLocked, onEdit } = props;
  const trackName = findParentStem(plan, row)?.name ?? null;
  return (
    <li
      className={styles.row}
      data-removed={row.isRemoved || undefined}
      style={{ '--stem': stemColorVar(row.stemType) }}
    >
      <RowListen {...props} />
      <div className={styles.main}>
        <div className={styles.fields}>
          <NativeSelect
            aria-label={`Type of ${row.name}`}
            data={typeOptions}
            value={row.stemType}
            disabled={isLocked || row.isRemoved}
            onChange={({ currentTarget: { value } }) => {
              const stemType = stemTypes.find((type) => type === value);
              if (stemType) onEdit({ kind: 'retype', rowId: row.id, stemType });
            }}
          />
          <TextInput
            aria-label={`Name of ${trackName ?? file?.path.split('/').at(-1) ?? 'the stem'}`}
            value={row.name}
            disabled={isLocked || row.isRemoved}
            error={nameError}
            maxLength={255}
            onChange={({ currentTarget: { value } }) => onEdit({ kind: 'rename', rowId: row.id, name: value })}
          />
        </div>
        {file && (
          <p className={styles.path} title={file.path}>
            <span className={styles.file}>{file.path.split('/').at(-1)}</span>
            <span className={styles.size}>{formatBytes(file.file.size)}</span>
          </p>
        )}
      </div>
      <div className={styles.state}>
        <StatusChip status={status} trackName={trackName} isBroken={file !== null && isBroken(file, props.transfer)} />
        {row.isContested && <p className={styles.contested}>Also changed in the newer version</p>}
        {file && !row.isRemoved && (
          <RowTransfer
            file={file}
            transfer={props.transfer}
            isNeeded={status.kind === 'new' || status.kind === 'replaced'}
            onCancel={() => props.onCancel(file.id)}
            onRetry={() => props.onRetry(file.id)}
          />
        )}
      </div>
      <RowActions {...props} />
    </li>
  );
});

function RowListen({ row, file, transfer, sound, player, isPlaying, onPlay }: PushRowProps) {
  const isSilent = row.isRemoved || sound === null || (file !== null && isBroken(file, transfer));
  return (
    <div className={styles.sound}>
      <ActionIcon
        variant={isPlaying ? 'filled' : 'default'}
        className={styles.play}
        radius="xl"
        size="lg"
        disabled={isSilent}
        aria-label={`${isPlaying ? 'Pause' : 'Play'} ${row.name}`}
        onClick={() => onPlay(row.id)}
      >
        {isPlaying ? <IconPlayerPauseFilled size={15} aria-hidden /> : <IconPlayerPlayFilled size={15} aria-hidden />}
      </ActionIcon>
      <div className={styles.wave}>
        {sound && !isSilent && (
          <RowWaveform
            key={file?.id ?? row.id}
            sound={sound}
            stemType={row.stemType}
            label={`Waveform of ${row.name}`}
            player={player}
          />
        )}
      </div>
    </div>
  );
}

function RowActions({ plan, row, status, isLocked, onEdit }: PushRowProps) {
  if (row.isRemoved) {
    return (
      <Button
        size="xs"
        variant="default"
        disabled={isLocked}
        className={styles.back}
        aria-label={`Bring back ${row.name}`}
        onClick={() => onEdit({ kind: 'restore', rowId: row.id })}
      >
        Bring back
      </Button>
    );
  }
  return (
    <div className={styles.actions}>
      <RowMenu plan={plan} row={row} status={status} isDisabled={isLocked} onEdit={onEdit} />
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={isLocked}
        aria-label={row.trackId === null ? `Take out ${row.name}` : `Remove ${row.name}`}
        onClick={() => onEdit({ kind: 'remove', rowId: row.id })}
      >
        <IconX size={17} aria-hidden />
      </ActionIcon>
    </div>
  );
}
