import type { StemType } from '@beatflow/shared';
import { useComputedColorScheme } from '@mantine/core';
import { createContext, useContext, useEffect, useReducer, useRef } from 'react';
import type { PcmSource } from '../../../player/pcm-source.ts';
import { stemColors } from '../../../theme/stem-colors.ts';
import { usePlayerSnapshot } from '../../player-context.ts';
import { useView } from '../timeline/use-view.ts';
import type { View } from '../timeline/view-store.ts';
import type { FrameCache } from './frame-cache.ts';
import { paintBars, paintFrames } from './paint-waveform.ts';
import { useIsVisible } from './use-is-visible.ts';
import { usePeaks } from './use-peaks.ts';
import styles from './waveform.module.css';
import { chooseLevel, columnsFromFrames, columnsFromPeaks, FINEST_PEAK_FRAMES } from './waveform-layout.ts';

export const FrameCacheContext = createContext<FrameCache | null>(null);

const REST_MS = 120;

interface WaveformProps {
  stemId: string;
  stemType: StemType;
  source: PcmSource;
  heightPx: number;
  magnification: number;
  isAudible: boolean;
}

/** One stem's waveform in the current view: stored peaks from afar, the audio itself from close by. Drawn only where visible. */
export function Waveform({ stemId, stemType, source, heightPx, magnification, isAudible }: WaveformProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const cache = useContext(FrameCacheContext);
  const view = useView();
  const { sampleRate } = usePlayerSnapshot();
  const isVisible = useIsVisible(canvasRef);
  const scheme = useComputedColorScheme('dark');
  // A reason to draw again: a piece of audio arrived.
  const [arrivals, countArrival] = useReducer((count: number) => count + 1, 0);
  const scale = source.sampleRate / sampleRate;
  const ratio = globalThis.devicePixelRatio;
  const framesPerColumn = (view.framesPerPixel * scale) / ratio;
  const { peaks, error } = usePeaks(stemId, Math.max(FINEST_PEAK_FRAMES, framesPerColumn), isVisible);
  const isClose = framesPerColumn < FINEST_PEAK_FRAMES;

  useEffect(() => {
    if (!isVisible || !isClose || cache === null) return;
    const { startFrame, endFrame } = framesInView(view, scale);
    // Only when the view has come to rest: on the way in, nothing would be drawn with what is fetched.
    const timer = setTimeout(() => cache.request(stemId, source, startFrame, endFrame, countArrival), REST_MS);
    return () => clearTimeout(timer);
  }, [cache, stemId, source, view, scale, isVisible, isClose]);

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !isVisible || view.widthPx === 0) return;
    const width = Math.round(view.widthPx * ratio);
    const height = Math.round(heightPx * ratio);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.clearRect(0, 0, width, height);
    // Arrivals only mean that the cache may hold more than at the last drawing.
    void arrivals;
    const color = stemColors[scheme][stemType];
    const { startFrame, endFrame } = framesInView(view, scale);
    const span = { startFrame, framesPerColumn, columns: width };
    const frameSpan = { startFrame, framesPerPixel: framesPerColumn, widthPx: width, heightPx: height, magnification };
    const level = chooseLevel(peaks?.levels ?? [], framesPerColumn);
    if (isClose && cache?.has(stemId, source, startFrame, endFrame)) {
      const read = cache.reader(stemId);
      if (framesPerColumn < 1) paintFrames(context, read, frameSpan, color);
      else paintBars(context, columnsFromFrames(read, span), frameSpan, color);
    } else if (level !== undefined) paintBars(context, columnsFromPeaks(level, span), frameSpan, color);
  }, [
    view,
    peaks,
    scheme,
    stemType,
    heightPx,
    isVisible,
    isClose,
    arrivals,
    cache,
    source,
    stemId,
    ratio,
    scale,
    framesPerColumn,
    magnification,
  ]);

  return (
    <div className={styles.waveform} data-silent={!isAudible || undefined} role="presentation">
      <canvas ref={canvasRef} className={styles.canvas} style={{ height: heightPx }} />
      {!peaks && !error && <span className={styles.note}>Loading the waveform…</span>}
      {error && !peaks && <span className={styles.note}>The waveform could not be loaded. The stem still plays.</span>}
    </div>
  );
}

function framesInView(view: View, scale: number): { startFrame: number; endFrame: number } {
  const startFrame = view.startFrame * scale;
  return { startFrame, endFrame: startFrame + view.widthPx * view.framesPerPixel * scale };
}
