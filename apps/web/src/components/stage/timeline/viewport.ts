/** Which frames of the song are on the screen. */
export interface Viewport {
  readonly startFrame: number;
  readonly framesPerPixel: number;
}

export interface Extent {
  readonly lengthFrames: number;
  readonly widthPx: number;
}

/** 16 pixels per frame: single frames are dots that can be told apart. */
const CLOSEST = 1 / 16;

export function fitViewport({ lengthFrames, widthPx }: Extent): Viewport {
  return { startFrame: 0, framesPerPixel: Math.max(CLOSEST, lengthFrames / Math.max(1, widthPx)) };
}

/** The nearest viewport that shows no less than a frame and nothing outside of the song. */
export function clampViewport(viewport: Viewport, extent: Extent): Viewport {
  const widest = fitViewport(extent).framesPerPixel;
  const framesPerPixel = Math.min(widest, Math.max(CLOSEST, viewport.framesPerPixel));
  const last = Math.max(0, extent.lengthFrames - framesPerPixel * extent.widthPx);
  return { framesPerPixel, startFrame: Math.min(last, Math.max(0, viewport.startFrame)) };
}

/** Zooms by a factor (2 shows half as much); the frame at `atPx` stays where it is. */
export function zoomViewport(viewport: Viewport, extent: Extent, factor: number, atPx: number): Viewport {
  const widest = fitViewport(extent).framesPerPixel;
  const framesPerPixel = Math.min(widest, Math.max(CLOSEST, viewport.framesPerPixel / factor));
  const frame = viewport.startFrame + atPx * viewport.framesPerPixel;
  return clampViewport({ framesPerPixel, startFrame: frame - atPx * framesPerPixel }, extent);
}

export function toPx(viewport: Viewport, frame: number): number {
  return (frame - viewport.startFrame) / viewport.framesPerPixel;
}

export function toFrame(viewport: Viewport, px: number): number {
  return Math.round(viewport.startFrame + px * viewport.framesPerPixel);
}

/** The viewport to turn to when the playhead has left this one; the same one while it is inside. */
export function followFrame(viewport: Viewport, extent: Extent, frame: number): Viewport {
  const px = toPx(viewport, frame);
  if (px >= 0 && px <= extent.widthPx) return viewport;
  const margin = 0.05 * extent.widthPx * viewport.framesPerPixel;
  return clampViewport({ ...viewport, startFrame: frame - margin }, extent);
}
