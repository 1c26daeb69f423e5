import type { PointerEvent } from 'react';
import type { FrameRange } from '../../../player/timeline.ts';
import { usePlayerSnapshot } from '../../player-context.ts';
import { PositionSlider } from './position-slider.tsx';
import styles from './ruler.module.css';
import { barTicks, timeTicks } from './ruler-ticks.ts';
import { useView } from './use-view.ts';
import { toPx } from './viewport.ts';

interface RulerProps {
  bpm: number | null;
  /** A loop that is being dragged, before it is set. */
  marked: FrameRange | null;
  handlers: Record<string, (event: PointerEvent) => void>;
}

/** Time, and bars where a tempo is known; the loop lies in it. */
export function Ruler({ bpm, marked, handlers }: RulerProps) {
  const view = useView();
  const { sampleRate, loop, isLooping } = usePlayerSnapshot();
  const span = { ...view, sampleRate };
  const range = marked ?? loop;
  return (
    <div className={styles.ruler} data-loop-edges="" {...handlers}>
      {range && (
        <div
          className={styles.loop}
          data-off={(!isLooping && !marked) || undefined}
          style={{
            transform: `translateX(${toPx(view, range.startFrame)}px)`,
            width: Math.max(1, (range.endFrame - range.startFrame) / view.framesPerPixel),
          }}
        />
      )}
      {timeTicks(span).map(({ px, label }) => (
        <span key={label} className={styles.tick} style={{ transform: `translateX(${px}px)` }} aria-hidden="true">
          {label}
        </span>
      ))}
      {bpm !== null &&
        barTicks(span, bpm).map(({ px, label }) => (
          <span key={label} className={styles.bar} style={{ transform: `translateX(${px}px)` }} aria-hidden="true">
            {label}
          </span>
        ))}
      <PositionSlider />
    </div>
  );
}
