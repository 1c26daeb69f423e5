import { useEffect, useRef } from 'react';
import { usePlayer } from '../../player-context.ts';
import { onFrame } from '../on-frame.ts';
import styles from './playhead.module.css';
import { useViewStore } from './use-view.ts';
import { toPx } from './viewport.ts';

/** The line over ruler and rows. It is moved before each repaint, and turns the page when the view follows. */
export function Playhead() {
  const player = usePlayer();
  const viewStore = useViewStore();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let last = player.positionFrames;
    return onFrame(() => {
      const element = ref.current;
      if (element === null) return;
      const { positionFrames } = player;
      // Only when it has moved: whoever looks elsewhere while it stands still is left alone.
      if (positionFrames !== last && viewStore.getSnapshot().isFollowing) viewStore.follow(positionFrames);
      last = positionFrames;
      const view = viewStore.getSnapshot();
      const px = toPx(view, positionFrames);
      element.hidden = px < 0 || px > view.widthPx;
      element.style.transform = `translateX(${px}px)`;
    });
  }, [player, viewStore]);
  return <div ref={ref} className={styles.playhead} data-testid="playhead" />;
}
