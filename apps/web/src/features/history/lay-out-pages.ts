import { type LaneRow, type Lanes, layOutLanes } from '@beatflow/history';
import type { CommitSummary } from '@beatflow/shared';

export interface PageLayout {
  commits: readonly CommitSummary[];
  rows: LaneRow[];
  /** The lanes that lead into the next page. */
  lanes: Lanes;
}

/** Lays out the pages of a log. Those that were laid out before, and all above them, are taken as they are. */
export function layOutPages(
  pages: readonly (readonly CommitSummary[])[],
  before: readonly PageLayout[] = [],
): PageLayout[] {
  const layouts: PageLayout[] = [];
  for (const [index, commits] of pages.entries()) {
    const known = before[index];
    const isSame = known?.commits === commits && layouts.at(-1) === before[index - 1];
    layouts.push(isSame ? known : layOutPage(commits, layouts.at(-1)?.lanes));
  }
  return layouts;
}

function layOutPage(commits: readonly CommitSummary[], above: Lanes | undefined): PageLayout {
  return { commits, ...layOutLanes(commits.map(toGraphCommit), above) };
}

function toGraphCommit({ id, parentCommitId, mergeParentCommitId }: CommitSummary) {
  return { id, parentIds: [parentCommitId, mergeParentCommitId].filter((parent) => parent !== null) };
}
