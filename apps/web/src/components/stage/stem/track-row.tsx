import type { StemType } from '@beatflow/shared';
import type { PointerEvent, ReactNode } from 'react';
import { stemColorVar } from '../../../theme/stem-colors.ts';
import styles from './track-row.module.css';

/** Which row of a stage it is, and what its stage does with it. */
export interface RowOfStage {
  index: number;
  isSelected: boolean;
  onSelect: (index: number) => void;
  timelineHandlers: Record<string, (event: PointerEvent) => void>;
}

export interface TrackRowProps extends RowOfStage {
  name: string;
  stemType: StemType;
}

interface TrackRowParts {
  /** What stands beside the name. */
  head: ReactNode;
  /** What stands below it. */
  controls: ReactNode;
  laneClassName?: string;
  /** What is seen of the sound. */
  children: ReactNode;
}

/** A row of a stage: what a track is called and may be told, and its sound along the time. */
export function TrackRow(props: TrackRowProps & TrackRowParts) {
  const { name, stemType, index, isSelected, onSelect, timelineHandlers, head, controls, laneClassName } = props;
  return (
    <li
      className={styles.row}
      style={{ '--stem-color': stemColorVar(stemType) }}
      data-selected={isSelected || undefined}
      onPointerDownCapture={() => onSelect(index)}
      onFocusCapture={() => onSelect(index)}
    >
      <fieldset className={styles.controls} aria-label={name}>
        <div className={styles.head}>
          <span className={styles.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={styles.type}>{stemType}</span>
          {head}
        </div>
        {controls}
      </fieldset>
      <div className={laneClassName ? `${styles.lane} ${laneClassName}` : styles.lane} {...timelineHandlers}>
        {props.children}
      </div>
    </li>
  );
}
