import { toPx, type Viewport } from './viewport.ts';

export interface Tick {
  readonly px: number;
  readonly label: string;
}

interface Span extends Viewport {
  readonly widthPx: number;
  readonly lengthFrames: number;
  readonly sampleRate: number;
}

const MIN_LABEL_PX = 76;
const STEPS_SECONDS = [
  0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10,
  15, 30, 60, 120, 300, 600, 1800, 3600,
];
const BEATS_PER_BAR = 4;
const BAR_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Seconds as `1:02`, with as many decimals as the step between two labels needs. */
function formatTick(seconds: number, stepSeconds: number): string {
  const decimals = stepSeconds >= 1 ? 0 : Math.min(5, Math.ceil(-Math.log10(stepSeconds)));
  const minutes = Math.floor((seconds + 1e-9) / 60);
  const rest = Math.max(0, seconds - minutes * 60).toFixed(decimals);
  return `${minutes}:${rest.padStart(decimals === 0 ? 2 : decimals + 3, '0')}`;
}

function ticksEvery(span: Span, stepFrames: number, label: (index: number) => string): Tick[] {
  const endFrame = Math.min(span.lengthFrames, span.startFrame + span.widthPx * span.framesPerPixel);
  const ticks: Tick[] = [];
  for (let index = Math.ceil(span.startFrame / stepFrames); index * stepFrames <= endFrame; index++) {
    ticks.push({ px: toPx(span, index * stepFrames), label: label(index) });
  }
  return ticks;
}

/** Where times are written above the rows: round times, far enough apart to be read. */
export function timeTicks(span: Span): Tick[] {
  const minFrames = MIN_LABEL_PX * span.framesPerPixel;
  const step = STEPS_SECONDS.find((seconds) => seconds * span.sampleRate >= minFrames) ?? 3600;
  return ticksEvery(span, step * span.sampleRate, (index) => formatTick(index * step, step));
}

/** Where bars begin, numbered from 1, for music in four: every bar, or every second, fourth … */
export function barTicks(span: Span, bpm: number): Tick[] {
  const barFrames = (BEATS_PER_BAR * 60 * span.sampleRate) / bpm;
  const step = BAR_STEPS.find((bars) => bars * barFrames >= (MIN_LABEL_PX / 2) * span.framesPerPixel) ?? 512;
  return ticksEvery(span, step * barFrames, (index) => String(index * step + 1));
}
