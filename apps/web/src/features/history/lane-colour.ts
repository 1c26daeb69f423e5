/** How many colours there are before they begin anew. */
export const LANE_COLOURS = 8;

/** The colour of a lane, as a CSS value that follows the scheme; neighbours never share one. */
export function laneColour(lane: number): string {
  return `var(--lane-${lane % LANE_COLOURS})`;
}
