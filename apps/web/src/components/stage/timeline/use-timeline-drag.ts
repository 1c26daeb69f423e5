import { type PointerEvent, useRef, useState } from 'react';
import type { FrameRange } from '../../../player/timeline.ts';
import { usePlayer } from '../../player-context.ts';
import { useViewStore } from './use-view.ts';
import { toFrame, toPx } from './viewport.ts';

const DRAG_PX = 4;
const EDGE_PX = 7;

interface Drag {
  readonly anchorFrame: number;
  readonly startPx: number;
  isLoop: boolean;
}

/** On the ruler and the waveforms: a click moves the playhead, dragging marks a loop, dragging an edge of the loop moves it. */
export function useTimelineDrag(setMarked: (range: FrameRange | null) => void) {
  const player = usePlayer();
  const view = useViewStore();
  const drag = useRef<Drag | null>(null);
  const [isDragging, setDragging] = useState(false);

  const pxOf = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const frameAt = (px: number) => {
    const { lengthFrames } = view.getSnapshot();
    return Math.min(lengthFrames, Math.max(0, toFrame(view.getSnapshot(), px)));
  };

  function begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    const px = pxOf(event);
    const { loop } = player.getSnapshot();
    const near = (frame: number) => Math.abs(toPx(view.getSnapshot(), frame) - px) <= EDGE_PX;
    let anchorFrame = frameAt(px);
    let isLoop = false;
    if (loop !== null && event.currentTarget.hasAttribute('data-loop-edges')) {
      isLoop = near(loop.startFrame) || near(loop.endFrame);
      if (isLoop) anchorFrame = near(loop.endFrame) ? loop.startFrame : loop.endFrame;
    }
    drag.current = { anchorFrame, startPx: px, isLoop };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    const current = drag.current;
    if (current === null) return;
    const px = pxOf(event);
    if (!current.isLoop && Math.abs(px - current.startPx) < DRAG_PX) return;
    current.isLoop = true;
    setDragging(true);
    setMarked(toRange(current.anchorFrame, frameAt(px)));
  }

  function end(event: PointerEvent): void {
    const current = drag.current;
    drag.current = null;
    setDragging(false);
    setMarked(null);
    if (current === null) return;
    if (!current.isLoop) player.seek(current.anchorFrame);
    else {
      const range = toRange(current.anchorFrame, frameAt(pxOf(event)));
      if (range.endFrame > range.startFrame) player.setLoop(range);
    }
  }

  function cancel(): void {
    drag.current = null;
    setDragging(false);
    setMarked(null);
  }

  return {
    isDragging,
    handlers: { onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: cancel },
  };
}

function toRange(a: number, b: number): FrameRange {
  return { startFrame: Math.min(a, b), endFrame: Math.max(a, b) };
}
