import type { LaneRow } from '@beatflow/history';
import { type GraphGeometry, ROW_HEIGHT, toPaths } from './graph-geometry.ts';
import styles from './history-row.module.css';
import { LANE_COLOURS, laneColour } from './lane-colour.ts';

/** The lines that come down to a row from the one above. */
export function LaneLines({ row, geometry }: { row: LaneRow; geometry: GraphGeometry }) {
  if (row.edges.length === 0) return null;
  return (
    <svg
      className={styles.lines}
      width={geometry.width}
      height={ROW_HEIGHT}
      style={{ top: -ROW_HEIGHT / 2 }}
      aria-hidden="true"
      focusable="false"
    >
      {[...toPaths(row.edges, geometry, LANE_COLOURS)].map(([colour, path]) => (
        <path key={colour} d={path} style={{ stroke: laneColour(colour) }} />
      ))}
    </svg>
  );
}
