import type { ReactNode } from 'react';
import type { ChannelSettings } from '../../../player/mixer.ts';
import { MuteSolo } from './mute-solo.tsx';
import styles from './stage-row.module.css';
import { TrackRow, type TrackRowProps } from './track-row.tsx';

interface StageRowProps extends TrackRowProps {
  trackId: string;
  channel: ChannelSettings;
  /** What there is to say and to decide about the track. */
  facts: ReactNode;
  /** Its lanes, one above the other. */
  children: ReactNode;
}

/** A track on a stage of several versions: what it is, mute and solo, words about it, and a lane for each version. */
export function StageRow({ trackId, channel, facts, children, ...row }: StageRowProps) {
  const muteSolo = <MuteSolo trackId={trackId} name={row.name} channel={channel} />;
  return (
    <TrackRow {...row} head={muteSolo} controls={facts} laneClassName={styles.lanes}>
      {children}
    </TrackRow>
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
