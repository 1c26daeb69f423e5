import type { Overview } from './overview.ts';

/** Draws an outline over the whole canvas, one line per pixel column; silence keeps a line, so that it is seen to be there. */
export function paintOverview(
  context: CanvasRenderingContext2D,
  { buckets, pairs, known }: Overview,
  color: string,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  context.fillStyle = color;
  const columns = Math.floor((known / buckets) * width);
  for (let x = 0; x < columns; x++) {
    const from = Math.floor((x / width) * buckets);
    const to = Math.max(from + 1, Math.ceil(((x + 1) / width) * buckets));
    let [low, high] = [0, 0];
    for (let bucket = from; bucket < to; bucket++) {
      low = Math.min(low, pairs[bucket * 2]!);
      high = Math.max(high, pairs[bucket * 2 + 1]!);
    }
    const top = (0.5 - high / 2) * height;
    const bottom = (0.5 - low / 2) * height;
    context.fillRect(x, top, 1, Math.max(1, bottom - top));
  }
}
