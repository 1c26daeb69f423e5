import type { StemType } from '@beatflow/shared';
import { newRow, type PlanFile, type PushPlan, type PushRow, trackRow } from './push-plan.ts';

/** What a person may correct on a row. */
export type PlanEdit =
  | { kind: 'rename'; rowId: string; name: string }
  | { kind: 'retype'; rowId: string; stemType: StemType }
  | { kind: 'assign'; fileId: string; trackId: string | null }
  | { kind: 'remove'; rowId: string }
  | { kind: 'restore'; rowId: string }
  | { kind: 'discard-file'; fileId: string }
  | { kind: 'take-file'; rowId: string; takesFile: boolean }
  | { kind: 'move'; rowId: string; by: number };

export function editPlan(plan: PushPlan, edit: PlanEdit): PushPlan {
  switch (edit.kind) {
    case 'rename':
      return changeRow(plan, edit.rowId, { name: edit.name });
    case 'retype':
      return changeRow(plan, edit.rowId, { stemType: edit.stemType });
    case 'take-file':
      return changeRow(plan, edit.rowId, { takesFile: edit.takesFile });
    case 'remove':
      return removeRow(plan, edit.rowId);
    case 'restore':
      return changeRow(plan, edit.rowId, { isRemoved: false });
    case 'assign':
      return assignFile(plan, edit.fileId, edit.trackId);
    case 'discard-file':
      return discardFile(plan, edit.fileId);
    case 'move':
      return moveRow(plan, edit.rowId, edit.by);
  }
}

function changeRow(plan: PushPlan, rowId: string, change: Partial<PushRow>): PushPlan {
  return { ...plan, rows: plan.rows.map((row) => (row.id === rowId ? { ...row, ...change, isPinned: true } : row)) };
}

/** A track is marked as removed, and can come back; a row that is nothing but a file goes away with the file. */
function removeRow(plan: PushPlan, rowId: string): PushPlan {
  const row = plan.rows.find(({ id }) => id === rowId);
  if (row?.trackId === null && row.fileId !== null) return discardFile(plan, row.fileId);
  return changeRow(plan, rowId, { isRemoved: true });
}

function discardFile(plan: PushPlan, fileId: string): PushPlan {
  const rows = detach(plan, plan.rows, fileId);
  return { ...plan, rows, files: plan.files.filter(({ id }) => id !== fileId) };
}

/** Puts a file on a track, or beside all tracks as a new stem; a file that lay on that track becomes a new stem. */
function assignFile(plan: PushPlan, fileId: string, trackId: string | null): PushPlan {
  const file = plan.files.find(({ id }) => id === fileId);
  if (!file || plan.rows.some((row) => row.fileId === fileId && row.trackId === trackId)) return plan;
  const rows = detach(plan, plan.rows, fileId);
  if (trackId === null) return { ...plan, rows: [...rows, pinned(newRow(file))] };
  const target = rows.find((row) => row.trackId === trackId);
  if (!target) return plan;
  const evicted = plan.files.find(({ id }) => id === target.fileId);
  const placed = rows.map((row) =>
    row === target ? pinned({ ...row, fileId, isRemoved: false, takesFile: false }) : row,
  );
  return { ...plan, rows: evicted ? [...placed, pinned(newRow(evicted))] : placed };
}

/** The rows without this file: its track is kept as it was, a row of its own disappears. */
function detach(plan: PushPlan, rows: readonly PushRow[], fileId: string): PushRow[] {
  return rows
    .filter((row) => row.fileId !== fileId || plan.parent.some(({ trackId }) => trackId === row.trackId))
    .map((row) => (row.fileId === fileId ? { ...row, fileId: null, takesFile: false } : row));
}

function pinned(row: PushRow): PushRow {
  return { ...row, isPinned: true };
}

function moveRow(plan: PushPlan, rowId: string, by: number): PushPlan {
  const from = plan.rows.findIndex(({ id }) => id === rowId);
  const to = Math.max(0, Math.min(plan.rows.length - 1, from + by));
  if (from < 0 || from === to) return plan;
  const rows = [...plan.rows];
  const [row] = rows.splice(from, 1);
  rows.splice(to, 0, row!);
  return { ...plan, rows };
}

/** The tracks that a file may be put on, in the parent's order. */
export function listTargets(plan: PushPlan): { trackId: string; name: string; file: PlanFile | null }[] {
  return plan.parent.map((stem) => {
    const row = plan.rows.find(({ trackId }) => trackId === stem.trackId) ?? trackRow(stem);
    return { trackId: stem.trackId, name: stem.name, file: plan.files.find(({ id }) => id === row.fileId) ?? null };
  });
}
