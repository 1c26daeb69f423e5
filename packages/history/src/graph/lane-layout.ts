/** One row of a drawn history; lanes are columns counted from 0 at the left. */
export interface LaneRow {
  id: string;
  /** The column of the commit's dot. */
  lane: number;
  /** The lines that come down from the row above: from a lane there to a lane here. */
  edges: LaneEdge[];
  /** How many columns the row needs. */
  width: number;
}

export interface LaneEdge {
  fromLane: number;
  toLane: number;
  /** Which lane gives the line its colour. */
  colourLane: number;
}

interface Lane {
  waitingFor: string;
  /** Where in the row above the lines that lead into this lane come from. */
  origins: readonly number[];
}

/** What each lane is waiting for, null where the lane is free. Pass it on to lay out the next page. */
export type Lanes = readonly (Lane | null)[];

/**
 * Lays a history out in lanes, from a list in which every child comes before its parents. A commit takes the leftmost
 * lane that waits for it, where the others end; its first parent goes on in this lane, so that a branch stays straight;
 * other parents join the lane that waits for them or take the leftmost free one. Rows depend only on what is above
 * them, so that pages may be laid out as they arrive. O(commits × lanes).
 */
export function layOutLanes(
  commits: readonly { id: string; parentIds: readonly string[] }[],
  before: Lanes = [],
): { rows: LaneRow[]; lanes: Lanes } {
  let lanes: Lanes = before;
  const rows = commits.map(({ id, parentIds }) => {
    const found = lanes.findIndex((lane) => lane?.waitingFor === id);
    const dot = found < 0 ? findFreeLane(lanes) : found;
    const edges = lanes.flatMap((lane, column) => {
      if (!lane) return [];
      const toLane = lane.waitingFor === id ? dot : column;
      return lane.origins.map((fromLane) => ({ fromLane, toLane, colourLane: Math.max(column, fromLane) }));
    });
    const width = Math.max(lanes.length, dot + 1);
    lanes = leaveRow(lanes, id, dot, parentIds);
    return { id, lane: dot, edges, width };
  });
  return { rows, lanes };
}

/** The lanes below the row of a commit. */
function leaveRow(lanes: Lanes, id: string, dot: number, parentIds: readonly string[]): Lanes {
  const next = lanes.map((lane, column) =>
    lane && lane.waitingFor !== id ? { waitingFor: lane.waitingFor, origins: [column] } : null,
  );
  while (next.length <= dot) next.push(null);
  parentIds.forEach((parentId, order) => {
    const waiting = order === 0 ? -1 : next.findIndex((lane) => lane?.waitingFor === parentId);
    const lane = order === 0 ? dot : waiting < 0 ? findFreeLane(next) : waiting;
    next[lane] = { waitingFor: parentId, origins: [...(next[lane]?.origins ?? []), dot] };
  });
  while (next.at(-1) === null) next.pop();
  return next;
}

function findFreeLane(lanes: Lanes): number {
  const free = lanes.indexOf(null);
  return free < 0 ? lanes.length : free;
}
