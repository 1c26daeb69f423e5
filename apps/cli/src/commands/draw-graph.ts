import { layOutLanes } from '@beatflow/history';

/** Draws lanes before the lines of a log: `*` a version, `|` a line of descent, slanted where lines part or meet. */
export function drawGraph(
  commits: readonly { key: string; parents: readonly string[] }[],
  lines: readonly string[],
): string[] {
  const { rows } = layOutLanes(commits.map(({ key, parents }) => ({ id: key, parentIds: parents })));
  return rows.flatMap((row, at) => {
    const slanted = row.edges.some(({ fromLane, toLane }) => fromLane !== toLane);
    const passing = row.edges.filter(({ toLane }) => toLane !== row.lane).map(({ toLane }) => toLane);
    const cells = Array.from({ length: row.width }, (_, lane) => {
      if (lane === row.lane) return '*';
      return passing.includes(lane) ? '|' : ' ';
    });
    const line = `${cells.join(' ').trimEnd()} ${lines[at]}`;
    return slanted ? [drawEdges(row.edges), line] : [line];
  });
}

/** The lines between two rows; a long way goes along the ground. */
function drawEdges(edges: readonly { fromLane: number; toLane: number }[]): string {
  const cells: string[] = [];
  const put = (column: number, mark: string) => {
    while (cells.length <= column) cells.push(' ');
    if (cells[column] === ' ' || cells[column] === '-') cells[column] = mark;
  };
  for (const { fromLane, toLane } of edges) {
    if (fromLane === toLane) put(2 * fromLane, '|');
    else if (toLane > fromLane) {
      put(2 * toLane - 1, '\\');
      for (let column = 2 * fromLane + 1; column < 2 * toLane - 1; column++) put(column, '-');
    } else {
      put(2 * fromLane - 1, '/');
      for (let column = 2 * toLane + 1; column < 2 * fromLane - 1; column++) put(column, '-');
    }
  }
  return cells.join('').trimEnd();
}
