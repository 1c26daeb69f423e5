import { SnapshotStore } from '../../../player/snapshot-store.ts';
import { clampViewport, type Extent, fitViewport, followFrame, type Viewport, zoomViewport } from './viewport.ts';

export interface View extends Viewport, Extent {
  readonly isFollowing: boolean;
}

/** What part of the song the rows show. It changes too often, and for too many canvases, to be React state. */
export class ViewStore {
  readonly #store = new SnapshotStore<View>({
    startFrame: 0,
    framesPerPixel: 1,
    lengthFrames: 0,
    widthPx: 0,
    isFollowing: true,
  });

  get subscribe(): (listener: () => void) => () => void {
    return this.#store.subscribe;
  }

  get getSnapshot(): () => View {
    return this.#store.getSnapshot;
  }

  /** A view of the whole song stays one when the song or the window changes. */
  setExtent(change: Partial<Extent>): void {
    const view = this.getSnapshot();
    const extent = { lengthFrames: view.lengthFrames, widthPx: view.widthPx, ...change };
    const wasFitted = view.widthPx === 0 || view.framesPerPixel >= fitViewport(view).framesPerPixel;
    this.#store.set({ ...view, ...extent, ...(wasFitted ? fitViewport(extent) : clampViewport(view, extent)) });
  }

  zoom(factor: number, atPx: number): void {
    const view = this.getSnapshot();
    this.#store.set({ ...view, ...zoomViewport(view, view, factor, atPx) });
  }

  /** Zooms around a frame, which is brought into sight first. */
  zoomAtFrame(factor: number, frame: number): void {
    const view = this.getSnapshot();
    const px = (frame - view.startFrame) / view.framesPerPixel;
    if (px >= 0 && px <= view.widthPx) {
      this.zoom(factor, px);
      return;
    }
    const startFrame = frame - (view.widthPx / 2) * view.framesPerPixel;
    const centred = { ...view, ...clampViewport({ ...view, startFrame }, view) };
    const atPx = (frame - centred.startFrame) / centred.framesPerPixel;
    this.#store.set({ ...centred, ...zoomViewport(centred, centred, factor, atPx) });
  }

  fit(): void {
    const view = this.getSnapshot();
    this.#store.set({ ...view, ...fitViewport(view) });
  }

  scrollBy(px: number): void {
    const view = this.getSnapshot();
    const startFrame = view.startFrame + px * view.framesPerPixel;
    this.#store.set({ ...view, ...clampViewport({ ...view, startFrame }, view), isFollowing: false });
  }

  follow(frame: number): void {
    const view = this.getSnapshot();
    this.#store.set({ ...view, ...followFrame(view, view, frame) });
  }

  setFollowing(isFollowing: boolean): void {
    this.#store.set({ ...this.getSnapshot(), isFollowing });
  }
}
