import { type RefObject, useEffect } from 'react';
import { usePlayerSnapshot } from '../../player-context.ts';
import type { ViewStore } from './view-store.ts';

const WHEEL_ZOOM = 0.0025;

/** Keeps the view as wide as the lanes and as long as the song, and lets the wheel zoom (Ctrl) and scroll (Shift, or sideways). */
export function useTimelineSize(ref: RefObject<HTMLElement | null>, view: ViewStore): void {
  const { lengthFrames } = usePlayerSnapshot();
  useEffect(() => view.setExtent({ lengthFrames }), [view, lengthFrames]);
  useEffect(() => {
    const element = ref.current;
    const stage = element?.parentElement;
    if (!element || !stage) return;
    const observer = new ResizeObserver(() => view.setExtent({ widthPx: element.clientWidth }));
    observer.observe(element);
    const onWheel = (event: WheelEvent) => {
      const px = event.clientX - element.getBoundingClientRect().left;
      if (px < 0) return;
      const sideways = event.deltaX || (event.shiftKey ? event.deltaY : 0);
      if (event.ctrlKey) view.zoom(Math.exp(-event.deltaY * WHEEL_ZOOM), px);
      else if (Math.abs(sideways) > 0) view.scrollBy(sideways);
      else return;
      event.preventDefault();
    };
    // Not through React: its wheel listeners are passive and cannot keep the page from zooming along.
    stage.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      stage.removeEventListener('wheel', onWheel);
    };
  }, [ref, view]);
}
