import { useEffect, useRef } from 'react';
import { usePlayer, usePlayerSnapshot } from '../../player-context.ts';
import { onFrame } from '../on-frame.ts';
import { formatPosition } from './format-position.ts';
import styles from './ruler.module.css';

const UPDATE_MS = 250;

/** The playhead as a slider for the keyboard and for screen readers; the keys of the panel move it. */
export function PositionSlider() {
  const player = usePlayer();
  const { lengthFrames, sampleRate } = usePlayerSnapshot();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    return onFrame(() => {
      const now = performance.now();
      if (now - last < UPDATE_MS) return;
      last = now;
      const { positionFrames } = player;
      ref.current?.setAttribute('aria-valuenow', (positionFrames / sampleRate).toFixed(1));
      ref.current?.setAttribute('aria-valuetext', formatPosition(positionFrames, sampleRate));
    });
  }, [player, sampleRate]);
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      className={styles.slider}
      aria-label="Position in the song"
      aria-valuemin={0}
      aria-valuemax={Math.round(lengthFrames / sampleRate)}
      aria-valuenow={0}
    />
  );
}
