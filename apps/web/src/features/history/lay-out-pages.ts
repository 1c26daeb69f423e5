import { type LaneRow, type Lanes, layOutLanes } from '@beatflow/history';
import type { CommitSummary } from '@beatflow/shared';

export interface PageLayout {
  commits: readonly CommitSummary[];
  rows: LaneRow[];
  /** The lanes that lead into the next page. */
  lanes: Lanes;
  /** Whether the version that the first lane is kept for was met. */
  isMet: boolean;
}

/**
 * Lays out the pages of a log. Those that were laid out before, and all above them, are taken as they are. The first lane
 * is kept for the version `firstId`, wherever in the log it comes.
 */
export function layOutPages(
  pages: readonly (readonly CommitSummary[])[],
  before: readonly PageLayout[] = [],
  firstId?: string,
): PageLayout[] {
  const layouts: PageLayout[] = [];
  for (const [index, commits] of pages.entries()) {
    const known = before[index];
    const above = layouts.at(-1);
    const isSame = known?.commits === commits && above === before[index - 1];
    layouts.push(isSame ? known : layOutPage(commits, above ?? keepLane(firstId), firstId));
  }
  return layouts;
}

type Above = Pick<PageLayout, 'lanes' | 'isMet'>;

function keepLane(commitId: string | undefined): Above {
  if (commitId === undefined) return { lanes: [], isMet: true };
  return { lanes: [{ waitingFor: commitId, origins: [] }], isMet: false };
}

function layOutPage(commits: readonly CommitSummary[], above: Above, firstId: string | undefined): PageLayout {
  const { rows, lanes } = layOutLanes(commits.map(toGraphCommit), above.lanes);
  if (above.isMet) return { commits, rows, lanes, isMet: true };
  // A lane that is kept for somebody to come is empty until they do.
  const met = rows.findIndex(({ id }) => id === firstId);
  const isEmpty = (index: number) => met < 0 || index <= met;
  return {
    commits,
    rows: rows.map((row, index) => (isEmpty(index) ? dropFirstLane(row) : row)),
    lanes,
    isMet: met >= 0,
  };
}

function dropFirstLane(row: LaneRow): LaneRow {
  return { ...row, edges: row.edges.filter(({ fromLane, toLane }) => fromLane !== 0 || toLane !== 0) };
}

function toGraphCommit({ id, parentCommitId, mergeParentCommitId }: CommitSummary) {
  return { id, parentIds: [parentCommitId, mergeParentCommitId].filter((parent) => parent !== null) };
}
