import { matchNames } from '@beatflow/shared';
import type { FilePrint } from '../../../upload/fingerprint/file-print.ts';
import { newRow, type ParentStem, type PlanFile, type PushPlan, type PushRow, startPlan } from './push-plan.ts';
import { compareAudio } from './row-status.ts';

/** Plans a version out of the files chosen and the stems of the parent: each file on its track, the rest kept. */
export function matchStems(files: readonly PlanFile[], parent: readonly ParentStem[]): PushPlan {
  return addFiles(startPlan(parent), files);
}

/** Adds files to a plan. A file of the same path takes the place of the earlier one; no track ever has two files. */
export function addFiles(plan: PushPlan, added: readonly PlanFile[]): PushPlan {
  const replaced = new Map(plan.files.map((file) => [file.path, file.id]));
  const successor = new Map<string, PlanFile>();
  const fresh: PlanFile[] = [];
  for (const file of added) {
    const earlier = replaced.get(file.path);
    if (earlier === undefined) fresh.push(file);
    else successor.set(earlier, file);
  }
  const rows = plan.rows.map((row) => withSuccessor(row, successor));
  const files = [...plan.files.filter(({ id }) => !successor.has(id)), ...added];
  return { ...plan, files, rows: placeFiles(rows, fresh) };
}

function withSuccessor(row: PushRow, successor: Map<string, PlanFile>): PushRow {
  const file = row.fileId === null ? undefined : successor.get(row.fileId);
  if (!file) return row;
  return { ...row, fileId: file.id, id: row.trackId === null ? `file:${file.id}` : row.id };
}

/** Puts files on free tracks by their names; else as new rows. */
function placeFiles(rows: readonly PushRow[], files: readonly PlanFile[]): PushRow[] {
  const isFree = (row: PushRow) => row.trackId !== null && row.fileId === null && !row.isRemoved && !row.isPinned;
  const fileOf = matchNames(rows.filter(isFree), files);
  const placed = new Set(fileOf.values());
  const matched = rows.map((row) => {
    const file = fileOf.get(row);
    return file ? { ...row, fileId: file.id } : row;
  });
  return [...matched, ...files.filter((file) => !placed.has(file)).map(newRow)];
}

/**
 * Looks again at one file once it has been read: a file that is, byte for byte or by its sound, a stem of the parent
 * under another name belongs to that stem's track, unless the person has decided otherwise.
 */
export function rematchByAudio(plan: PushPlan, fileId: string, print: FilePrint): PushPlan {
  const row = plan.rows.find((candidate) => candidate.fileId === fileId);
  if (!row || row.isPinned || row.isRemoved) return plan;
  const own = plan.parent.find(({ trackId }) => trackId === row.trackId);
  if (own && compareAudio(print, own) !== 'other') return plan;
  const free = new Set(plan.rows.filter((r) => r.fileId === null && !r.isRemoved && !r.isPinned).map((r) => r.trackId));
  const stems = plan.parent.filter(({ trackId }) => free.has(trackId));
  const stem =
    stems.find((candidate) => compareAudio(print, candidate) === 'same-file') ??
    stems.find((candidate) => compareAudio(print, candidate) === 'same-sound');
  if (!stem) return plan;
  const rows = plan.rows
    .filter((candidate) => candidate !== row || candidate.trackId !== null)
    .map((candidate) => {
      if (candidate === row) return { ...candidate, fileId: null };
      return candidate.trackId === stem.trackId ? { ...candidate, fileId } : candidate;
    });
  return { ...plan, rows };
}
