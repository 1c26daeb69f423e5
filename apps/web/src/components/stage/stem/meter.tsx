import { useEffect, useRef } from 'react';
import type { StereoLevels } from '../../../player/output.ts';
import { onFrame } from '../on-frame.ts';
import styles from './meter.module.css';

const FLOOR_DB = -60;
const FALL_DB_PER_FRAME = 0.9;

interface MeterProps {
  read: (into: StereoLevels) => void;
}

/** Left and right level, painted before each repaint; it rises at once and falls slowly. */
export function Meter({ read }: MeterProps) {
  const leftRef = useRef<HTMLSpanElement>(null);
  const rightRef = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const levels: StereoLevels = { left: 0, right: 0 };
    const shown = [FLOOR_DB, FLOOR_DB];
    const show = (index: 0 | 1, element: HTMLSpanElement | null, level: number) => {
      const db = Math.max(FLOOR_DB, 20 * Math.log10(level || 1e-6));
      const next = Math.max(db, shown[index]! - FALL_DB_PER_FRAME, FLOOR_DB);
      if (element === null || next === shown[index]) return;
      shown[index] = next;
      element.style.transform = `scaleX(${Math.min(1, 1 - next / FLOOR_DB)})`;
      element.toggleAttribute('data-over', next > 0);
    };
    return onFrame(() => {
      read(levels);
      show(0, leftRef.current, levels.left);
      show(1, rightRef.current, levels.right);
    });
  }, [read]);
  return (
    <span className={styles.meter} aria-hidden="true">
      <span className={styles.track}>
        <span ref={leftRef} className={styles.level} />
      </span>
      <span className={styles.track}>
        <span ref={rightRef} className={styles.level} />
      </span>
    </span>
  );
}
