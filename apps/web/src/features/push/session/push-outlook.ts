import type { Transfer } from '../../../upload/transfer.ts';
import type { UploadJob } from '../../../upload/upload-file.ts';
import { checkPlan, countChanges, hasChanges, type PlanProblems } from '../plan/check-plan.ts';
import { needsUpload } from '../plan/row-status.ts';
import { readDraft, type SongDraft } from '../plan/song-draft.ts';
import { findTransfer, type LocalFile, type PushState } from './push-state.ts';

export interface Outlook {
  plan: PlanProblems;
  draft: Partial<Record<keyof SongDraft, string>>;
  /** Of the rows whose file is not broken. */
  counts: ReturnType<typeof countChanges>;
  /** Files of the plan that cannot become a stem as they are. */
  brokenCount: number;
  isReading: boolean;
  hasChanges: boolean;
  /** Why Push cannot be pressed, in words; null when it can. */
  obstacle: string | null;
}

/** What would happen if the person pressed Push now. */
export function computeOutlook(state: PushState): Outlook {
  const { plan, prints, draft, base } = state;
  const song = readDraft(draft);
  const problems = checkPlan(plan);
  const files = liveFiles(state);
  const broken = new Set(listBroken(state).map(({ id }) => id));
  const readable = plan.rows.filter((row) => row.isRemoved || row.fileId === null || !broken.has(row.fileId));
  const isReading = files.some(({ reading }) => reading.phase === 'waiting' || reading.phase === 'reading');
  const changes = hasChanges(plan, prints, song.values, base.song);
  const outlook = {
    plan: problems,
    draft: song.errors,
    counts: countChanges({ ...plan, rows: readable }, prints),
    brokenCount: broken.size,
    isReading,
    hasChanges: changes,
  };
  return { ...outlook, obstacle: findObstacle(outlook) };
}

function findObstacle(outlook: Omit<Outlook, 'obstacle'>): string | null {
  const { plan, draft, brokenCount } = outlook;
  if (brokenCount > 0) {
    const files = brokenCount === 1 ? '1 file' : `${brokenCount} files`;
    return `${files} cannot be pushed. Please take ${brokenCount === 1 ? 'it' : 'them'} out, or drop a better export.`;
  }
  if (plan.whole) return plan.whole;
  if (plan.names.size > 0) return 'Please give each stem a name of its own.';
  const wrong = draft.bpm ?? draft.keySignature ?? draft.message;
  if (wrong) return wrong;
  if (!outlook.hasChanges) return 'Nothing to push: every stem sounds exactly as it did.';
  return null;
}

/** The files of rows that are not removed. */
export function liveFiles({ plan, files }: PushState): LocalFile[] {
  return plan.rows
    .filter((row) => !row.isRemoved && row.fileId !== null)
    .map((row) => files.get(row.fileId!))
    .filter((file) => file !== undefined);
}

/** Of these, the ones that cannot become a stem as they are. */
export function listBroken(state: PushState): LocalFile[] {
  return liveFiles(state).filter((file) => isBroken(file, findTransfer(state, file.id)));
}

/** By their digests, the files that the server must have before this plan can become a version. */
export function neededUploads(state: PushState): Map<string, UploadJob> {
  const needed = new Map<string, UploadJob>();
  for (const row of state.plan.rows) {
    const file = row.fileId === null ? undefined : state.files.get(row.fileId);
    if (!file || !needsUpload(state.plan, row, state.prints)) continue;
    const { digest, chunks } = state.prints.get(file.id)!;
    needed.set(digest, { digest, file: file.file, chunks });
  }
  return needed;
}

/** Whether a file will never become a stem, however often it is tried. */
export function isBroken({ reading }: LocalFile, transfer: Transfer | null): boolean {
  if (reading.phase === 'broken') return true;
  return transfer?.phase === 'failed' && (transfer.reason.startsWith('audio-') || transfer.reason === 'file-changed');
}

/** Bytes of everything that the new version needs, of what is on the server already, and of what had to travel there. */
export interface Progress {
  totalBytes: number;
  sentBytes: number;
  travelBytes: number;
  bytesPerSecond: number;
}

export function computeProgress(state: PushState): Progress {
  let [sentBytes, totalBytes, travelBytes, bytesPerSecond] = [0, 0, 0, 0];
  const broken = new Set<Blob>(listBroken(state).map(({ file }) => file));
  for (const [digest, { file }] of neededUploads(state)) {
    const transfer = state.transfers.get(digest);
    // What will not arrive is not waited for.
    if (broken.has(file)) continue;
    totalBytes += file.size;
    if (transfer?.phase === 'done' || transfer?.phase === 'checking') sentBytes += file.size;
    if (transfer?.phase === 'uploading' || transfer?.phase === 'retrying') sentBytes += transfer.sentBytes;
    if (transfer?.phase === 'uploading') bytesPerSecond += transfer.bytesPerSecond ?? 0;
    travelBytes += transfer && 'travelBytes' in transfer ? (transfer.travelBytes ?? 0) : 0;
  }
  return { sentBytes, totalBytes, travelBytes, bytesPerSecond };
}
