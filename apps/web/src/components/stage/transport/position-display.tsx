import { useEffect, useRef } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../player-context.ts';
import { onFrame } from '../on-frame.ts';
import { formatPosition } from '../timeline/format-position.ts';
import styles from './transport-bar.module.css';

/** Where the playhead is, to the millisecond, and how long the song is. */
export function PositionDisplay() {
  const player = usePlayer();
  const { sampleRate, lengthFrames } = usePlayerSnapshot();
  const ref = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = '';
    return onFrame(() => {
      const text = formatPosition(player.positionFrames, sampleRate);
      if (text !== shown && ref.current !== null) ref.current.textContent = text;
      shown = text;
    });
  }, [player, sampleRate]);
  return (
    <span className={styles.position}>
      <span ref={ref} className={styles.now} data-testid="position">
        00:00.000
      </span>
      <span className={styles.length}>/ {formatPosition(lengthFrames, sampleRate)}</span>
    </span>
  );
}
