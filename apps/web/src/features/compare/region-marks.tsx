import type { FrameRange } from '@beatflow/shared';
import { usePlayerSnapshot } from '../../components/player-context.ts';
import { useView } from '../../components/stage/timeline/use-view.ts';
import { toPx } from '../../components/stage/timeline/viewport.ts';
import styles from './region-marks.module.css';

interface RegionMarksProps {
  regions: readonly FrameRange[];
  /** At which the regions are counted. */
  sampleRate: number;
}

/** The changed places, over a waveform; a cut, which has no length, is a line. The list beside says them in words. */
export function RegionMarks({ regions, sampleRate }: RegionMarksProps) {
  const view = useView();
  const { sampleRate: clockRate } = usePlayerSnapshot();
  const scale = clockRate / sampleRate;
  return (
    <div className={styles.marks} aria-hidden="true">
      {regions.map(({ startFrame, endFrame }) => {
        const left = toPx(view, startFrame * scale);
        const width = Math.max(2, ((endFrame - startFrame) * scale) / view.framesPerPixel);
        if (left + width < 0 || left > view.widthPx) return null;
        return (
          <span
            key={startFrame}
            className={styles.mark}
            data-cut={startFrame === endFrame || undefined}
            data-testid="changed region"
            style={{ transform: `translateX(${left}px)`, width }}
          />
        );
      })}
    </div>
  );
}
