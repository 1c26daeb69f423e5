import { type Columns, type FrameReader, toBars } from './waveform-layout.ts';

/** Draws columns as bars, one device pixel wide. */
export function paintBars(
  canvas: CanvasRenderingContext2D,
  columns: Columns,
  { heightPx, magnification }: Pick<FrameSpan, 'heightPx' | 'magnification'>,
  color: string,
): void {
  canvas.fillStyle = color;
  canvas.beginPath();
  for (const { x, y, height: size } of toBars(columns, heightPx, magnification)) canvas.rect(x, y, 1, size);
  canvas.fill();
}

export interface FrameSpan {
  readonly startFrame: number;
  readonly framesPerPixel: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly magnification: number;
}

/** Draws single frames: a line through them, and a dot on each when they are far enough apart. */
export function paintFrames(canvas: CanvasRenderingContext2D, read: FrameReader, span: FrameSpan, color: string): void {
  const { startFrame, framesPerPixel, widthPx, heightPx, magnification } = span;
  const middle = heightPx / 2;
  const isDotted = framesPerPixel < 1 / 6;
  const first = Math.floor(startFrame) - 1;
  const last = Math.ceil(startFrame + widthPx * framesPerPixel) + 1;
  canvas.strokeStyle = color;
  canvas.fillStyle = color;
  canvas.lineWidth = 1.5;
  for (const side of ['low', 'high'] as const) {
    canvas.beginPath();
    for (let frame = first; frame <= last; frame++) {
      const value = read(frame);
      if (value === null) continue;
      const x = (frame - startFrame) / framesPerPixel;
      const y = middle - value[side] * magnification * middle;
      canvas.lineTo(x, y);
      if (isDotted) canvas.fillRect(x - 2, y - 2, 4, 4);
    }
    canvas.stroke();
  }
}
