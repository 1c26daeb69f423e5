import type { FrameRange } from '../../../player/timeline.ts';
import { usePlayerSnapshot } from '../../player-context.ts';
import styles from './loop-shade.module.css';
import { useView } from './use-view.ts';
import { toPx } from './viewport.ts';

/** The loop as a shade over the rows. */
export function LoopShade({ marked }: { marked: FrameRange | null }) {
  const view = useView();
  const { loop, isLooping } = usePlayerSnapshot();
  const range = marked ?? (isLooping ? loop : null);
  if (range === null) return null;
  return (
    <div
      className={styles.shade}
      style={{
        transform: `translateX(${toPx(view, range.startFrame)}px)`,
        width: Math.max(1, (range.endFrame - range.startFrame) / view.framesPerPixel),
      }}
    />
  );
}
