import type { StemType } from '@beatflow/shared';
import type { PointerEvent, ReactNode } from 'react';
import type { ChannelSettings } from '../../../player/mixer.ts';
import { stemColorVar } from '../../../theme/stem-colors.ts';
import { MuteSolo } from './mute-solo.tsx';
import styles from './stage-row.module.css';
import stemStyles from './stem-row.module.css';

interface StageRowProps {
  trackId: string;
  name: string;
  stemType: StemType;
  index: number;
  channel: ChannelSettings;
  isSelected: boolean;
  onSelect: (index: number) => void;
  timelineHandlers: Record<string, (event: PointerEvent) => void>;
  /** What there is to say and to decide about the track. */
  facts: ReactNode;
  /** Its lanes, one above the other. */
  children: ReactNode;
}

/** A track on a stage of several versions: what it is, mute and solo, words about it, and a lane for each version. */
export function StageRow(props: StageRowProps) {
  const { trackId, name, stemType, index, channel, isSelected, onSelect, timelineHandlers, facts, children } = props;
  return (
    <li
      className={stemStyles.row}
      style={{ '--stem-color': stemColorVar(stemType) }}
      data-selected={isSelected || undefined}
      onPointerDownCapture={() => onSelect(index)}
      onFocusCapture={() => onSelect(index)}
    >
      <fieldset className={stemStyles.controls} aria-label={name}>
        <div className={stemStyles.head}>
          <span className={stemStyles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={stemStyles.name} title={name}>
            {name}
          </span>
          <span className={stemStyles.type}>{stemType}</span>
          <MuteSolo trackId={trackId} name={name} channel={channel} />
        </div>
        {facts}
      </fieldset>
      <div className={`${stemStyles.lane} ${styles.lanes}`} {...timelineHandlers}>
        {children}
      </div>
    </li>
  );
}

export function StageWords({ children }: { children: ReactNode }) {
  return <p className={styles.words}>{children}</p>;
}

interface StageLaneProps {
  /** Which version it is, where a row has more than one. */
  label: string | null;
  testId: string;
  isHeard?: boolean;
  children: ReactNode;
}

export function StageLane({ label, testId, isHeard = false, children }: StageLaneProps) {
  return (
    <div className={styles.lane} data-heard={isHeard || undefined} data-testid={testId}>
      {children}
      {label !== null && <span className={styles.label}>{label}</span>}
    </div>
  );
}
