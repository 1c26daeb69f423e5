import { nameKey } from '@beatflow/shared';
import { isReordered } from './check-plan.ts';
import {
  type FilePrints,
  findParentStem,
  type ParentStem,
  type PushPlan,
  type PushRow,
  trackRow,
} from './push-plan.ts';
import { compareAudio, computeStatus, isRelabelled } from './row-status.ts';

/**
 * The plan on top of a version that somebody else pushed meanwhile, track by track (base: the old parent, ours: the
 * plan, theirs: the new parent). What was touched here wins, everything else follows theirs. Rows that both sides
 * touched are marked, so that a person looks at them before they push.
 */
export function rebasePlan(plan: PushPlan, theirs: readonly ParentStem[], prints: FilePrints): PushPlan {
  const adopted = new Set<string>();
  const onTheirs = theirs.map((stem) => {
    const ours = plan.rows.find(({ trackId }) => trackId === stem.trackId);
    if (ours) return mergeRow(plan, ours, stem, prints);
    const twin = plan.rows.find((row) => !adopted.has(row.id) && isTwin(row, stem, prints));
    if (!twin) return trackRow(stem);
    adopted.add(twin.id);
    const isSame = compareAudio(prints.get(twin.fileId!)!, stem) !== 'other';
    return { ...trackRow(stem), fileId: twin.fileId, stemType: twin.stemType, isContested: !isSame };
  });
  const rest = plan.rows
    .filter((row) => !adopted.has(row.id) && !theirs.some(({ trackId }) => trackId === row.trackId))
    .filter((row) => row.trackId === null || (!row.isRemoved && bringsFile(plan, row, prints)))
    .map((row) => ({ ...row, isContested: row.trackId !== null }));
  const rows = isReordered(plan) ? inOrderOf(plan, [...onTheirs, ...rest]) : [...onTheirs, ...rest];
  const used = new Set(rows.map(({ fileId }) => fileId));
  return { parent: theirs, rows, files: plan.files.filter(({ id }) => used.has(id)) };
}

/** A stem that was added on both sides: the same sound, or the same name. */
function isTwin(row: PushRow, stem: ParentStem, prints: FilePrints): boolean {
  const print = row.fileId === null ? undefined : prints.get(row.fileId);
  if (row.trackId !== null || !print) return false;
  return compareAudio(print, stem) !== 'other' || nameKey(row.name) === nameKey(stem.name);
}

function mergeRow(plan: PushPlan, ours: PushRow, theirs: ParentStem, prints: FilePrints): PushRow {
  const base = findParentStem(plan, ours);
  const changedThere =
    !base || base.audioDigest !== theirs.audioDigest || base.name !== theirs.name || base.stemType !== theirs.stemType;
  const fileId = bringsFile(plan, ours, prints) || ours.isRemoved ? ours.fileId : null;
  const touched = ours.isRemoved || fileId !== null || isRelabelled(plan, ours);
  return {
    ...ours,
    fileId,
    name: !base || ours.name.trim() === base.name ? theirs.name : ours.name,
    stemType: !base || ours.stemType === base.stemType ? theirs.stemType : ours.stemType,
    isContested: touched && changedThere,
  };
}

/** A file that is the parent's audio anyway was no change, and must not undo theirs. */
function bringsFile(plan: PushPlan, row: PushRow, prints: FilePrints): boolean {
  const { kind } = computeStatus(plan, row, prints);
  return kind === 'new' || kind === 'replaced';
}

function inOrderOf(plan: PushPlan, rows: PushRow[]): PushRow[] {
  const place = new Map(plan.rows.map(({ id }, i) => [id, i]));
  return rows.toSorted((a, b) => (place.get(a.id) ?? place.size) - (place.get(b.id) ?? place.size));
}
