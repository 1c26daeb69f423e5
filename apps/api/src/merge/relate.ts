import type { CommitModel } from '@beatflow/db';
import { type BaseSnapshot, computeBase, findMergeBases, isAncestor } from '@beatflow/history';
import type { MergePreview } from '@beatflow/shared';
import type { AccessibleRepository } from '../access/require-access.ts';
import { readVersionOf } from '../commit/read-version.ts';
import type { Services } from '../services.ts';

/** How two commits stand to each other. */
export interface Relation {
  kind: MergePreview['kind'];
  /** All merge bases; none for unrelated histories. */
  baseIds: string[];
  readBase: () => Promise<BaseSnapshot>;
}

export async function relate(
  { graphs }: Services,
  repository: AccessibleRepository,
  ours: CommitModel,
  theirs: CommitModel,
): Promise<Relation> {
  const graph = await graphs.load(repository.id, [ours.id, theirs.id]);
  const baseIds = findMergeBases(graph, ours.id, theirs.id);
  return {
    kind: toKind(),
    baseIds,
    readBase: () => computeBase(graph, baseIds, async (id) => (await readVersionOf(id)).snapshot),
  };

  function toKind(): MergePreview['kind'] {
    if (isAncestor(graph, theirs.id, ours.id)) return 'up-to-date';
    return isAncestor(graph, ours.id, theirs.id) ? 'fast-forward' : 'merge';
  }
}
