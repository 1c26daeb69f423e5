import { MAX_STEMS, stemName } from '@beatflow/shared';
import type { FilePrints, PushPlan, PushRow } from './push-plan.ts';
import { computeStatus, isRelabelled } from './row-status.ts';
import type { SongFacts } from './song-draft.ts';

export interface PlanProblems {
  /** Per row, what is wrong with its name. */
  names: ReadonlyMap<string, string>;
  /** What is wrong with the whole; null when nothing is. */
  whole: string | null;
}

/** The sentences that stand between this plan and a version. */
export function checkPlan(plan: PushPlan): PlanProblems {
  const live = plan.rows.filter((row) => !row.isRemoved);
  const names = new Map<string, string>();
  const byName = groupByName(live);
  for (const row of live) {
    const result = stemName.safeParse(row.name);
    if (!result.success) names.set(row.id, result.error.issues[0]!.message);
    else if (byName.get(nameOf(row))!.length > 1) {
      names.set(row.id, `Another stem is called “${result.data}” too. Please give each its own name.`);
    }
  }
  return { names, whole: checkCount(live.length) };
}

function checkCount(count: number): string | null {
  if (count === 0) return 'A version needs at least one stem. Please keep or add one.';
  if (count > MAX_STEMS)
    return `A version has at most ${MAX_STEMS} stems; these are ${count}. Please remove ${count - MAX_STEMS}.`;
  return null;
}

function nameOf(row: PushRow): string {
  return row.name.trim().normalize('NFC').toLowerCase();
}

function groupByName(rows: readonly PushRow[]): Map<string, PushRow[]> {
  const groups = new Map<string, PushRow[]>();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), row]);
  return groups;
}

/** How many rows of each kind there are, in the words of the summary. */
export function countChanges(plan: PushPlan, prints: FilePrints) {
  const counts = { new: 0, replaced: 0, unchanged: 0, kept: 0, removed: 0, relabelled: 0, comparing: 0 };
  for (const row of plan.rows) {
    const status = computeStatus(plan, row, prints);
    counts[status.kind] += 1;
    if (status.kind === 'replaced' && status.isComparing) counts.comparing += 1;
    if (status.kind !== 'removed' && isRelabelled(plan, row)) counts.relabelled += 1;
  }
  return counts;
}

/** Whether pushing would make a version that differs from its parent. A message alone makes none. */
export function hasChanges(plan: PushPlan, prints: FilePrints, song: SongFacts, parentSong: SongFacts | null): boolean {
  const counts = countChanges(plan, prints);
  if (counts.new + counts.replaced + counts.removed + counts.relabelled > 0) return true;
  if (parentSong && (song.bpm !== parentSong.bpm || song.keySignature !== parentSong.keySignature)) return true;
  return isReordered(plan);
}

/** Whether the parent's tracks come in another order than in the parent. */
export function isReordered(plan: PushPlan): boolean {
  const order = plan.rows.map(({ trackId }) => trackId).filter((trackId) => trackId !== null);
  const parentOrder = plan.parent.map(({ trackId }) => trackId).filter((trackId) => order.includes(trackId));
  return parentOrder.some((trackId, i) => trackId !== order.filter((id) => parentOrder.includes(id))[i]);
}
