import type { FilePrint } from '../../../upload/fingerprint/file-print.ts';
import { type FilePrints, findParentStem, type ParentStem, type PushPlan, type PushRow } from './push-plan.ts';

export type RowStatus =
  | { kind: 'new' }
  | { kind: 'replaced'; isComparing: boolean }
  | { kind: 'unchanged'; because: 'same-file' | 'same-sound' }
  | { kind: 'kept' }
  | { kind: 'removed' };

// One object of each, so that a row whose status stays is not drawn anew.
const statuses = {
  new: { kind: 'new' },
  compared: { kind: 'replaced', isComparing: true },
  replaced: { kind: 'replaced', isComparing: false },
  'same-file': { kind: 'unchanged', because: 'same-file' },
  'same-sound': { kind: 'unchanged', because: 'same-sound' },
  kept: { kind: 'kept' },
  removed: { kind: 'removed' },
} satisfies Record<string, RowStatus>;

/** What will become of a row when it is pushed. Until its file is read, a file on a track counts as another sound. */
export function computeStatus(plan: PushPlan, row: PushRow, prints: FilePrints): RowStatus {
  if (row.isRemoved) return statuses.removed;
  if (row.fileId === null) return statuses.kept;
  const stem = findParentStem(plan, row);
  if (!stem) return statuses.new;
  const print = prints.get(row.fileId);
  if (!print) return statuses.compared;
  const likeness = compareAudio(print, stem);
  if (likeness === 'other' || (likeness === 'same-sound' && row.takesFile)) return statuses.replaced;
  return statuses[likeness];
}

/** The same bytes, the same sound in other bytes (a header, a container), or another sound. */
export function compareAudio(print: FilePrint, stem: ParentStem): 'same-file' | 'same-sound' | 'other' {
  if (print.digest === stem.audioDigest) return 'same-file';
  const { sound } = print;
  const isSame =
    sound !== null &&
    sound.pcmDigest === stem.audio.pcmDigest &&
    sound.sampleRate === stem.audio.sampleRate &&
    sound.channels === stem.audio.channels &&
    sound.sampleFormat === stem.audio.sampleFormat;
  return isSame ? 'same-sound' : 'other';
}

/** Whether name or type differ from the parent's. */
export function isRelabelled(plan: PushPlan, row: PushRow): boolean {
  const stem = findParentStem(plan, row);
  return stem !== null && (stem.name !== row.name.trim() || stem.stemType !== row.stemType);
}

/** Whether the server needs the bytes of this row's file: not when the version keeps the audio that it has, and not before the file is read. */
export function needsUpload(plan: PushPlan, row: PushRow, prints: FilePrints): boolean {
  if (row.fileId === null || !prints.has(row.fileId)) return false;
  const { kind } = computeStatus(plan, row, prints);
  return kind === 'new' || kind === 'replaced';
}
