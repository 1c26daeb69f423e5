import type { LaneEdge } from '@beatflow/history';

/** Pixels from one version to the next. */
export const ROW_HEIGHT = 58;

/** Pixels across the mark of a version. */
export const MARK_SIZE = 26;

const WIDEST_STEP = 20;
const NARROWEST_STEP = 7;
const MARGIN = 16;

/** Where the lanes of a graph stand, in pixels. */
export interface GraphGeometry {
  /** How much of the row the graph takes. */
  width: number;
  xOf: (lane: number) => number;
}

/**
 * Fits as many lanes as the longest row has into a good quarter of the width that there is: first they move together,
 * and what still finds no place is drawn at the edge.
 */
export function fitLanes(laneCount: number, availableWidth: number): GraphGeometry {
  const room = Math.max(availableWidth * 0.28, 2 * MARGIN + WIDEST_STEP) - 2 * MARGIN;
  const gaps = Math.max(laneCount - 1, 0);
  const step = gaps === 0 ? 0 : Math.max(NARROWEST_STEP, Math.min(WIDEST_STEP, room / gaps));
  const span = Math.min(gaps * step, room);
  return { width: Math.ceil(span + 2 * MARGIN), xOf: (lane) => MARGIN + Math.min(lane * step, span) };
}

/** The line from the middle of the row above to the middle of this one, where y 0 is the middle of the row above. */
export function toPath({ fromLane, toLane }: LaneEdge, { xOf }: GraphGeometry): string {
  const [from, to] = [round(xOf(fromLane)), round(xOf(toLane))];
  if (from === to) return `M${from} 0V${ROW_HEIGHT}`;
  const middle = ROW_HEIGHT / 2;
  return `M${from} 0C${from} ${middle} ${to} ${middle} ${to} ${ROW_HEIGHT}`;
}

/** All lines that come down to a row, one path for each colour: what scrolls into sight is drawn with few elements. */
export function toPaths(edges: readonly LaneEdge[], geometry: GraphGeometry, colours: number): Map<number, string> {
  const paths = new Map<number, string>();
  for (const edge of edges) {
    const colour = edge.colourLane % colours;
    paths.set(colour, (paths.get(colour) ?? '') + toPath(edge, geometry));
  }
  return paths;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
