import { isRunning } from '../../../upload/transfer.ts';
import { noFacts, type SongDraft, startDraft } from '../plan/song-draft.ts';
import { isBroken, liveFiles } from './push-outlook.ts';
import { findTransfer, type PushBase, type PushState } from './push-state.ts';

/** Whether closing would throw something away that a person has chosen or written. */
export function hasWork({ files, plan, draft, base, stage }: PushState): boolean {
  if (stage === 'pushed') return false;
  const written = draft.message.trim() !== '' || plan.rows.some((row) => row.isPinned);
  return written || [...plan.files].some(({ id }) => files.has(id)) || hasDraftChanged(draft, base);
}

function hasDraftChanged(draft: SongDraft, base: PushBase): boolean {
  const { bpm, keySignature } = startDraft(base.song ?? noFacts);
  return draft.bpm !== bpm || draft.keySignature !== keySignature;
}

/** Whether bytes are on their way, so that leaving the page would cut them off. */
export function isUploading(state: PushState): boolean {
  if (state.stage === 'uploading' || state.stage === 'committing') return true;
  return liveFiles(state).some((file) => {
    const transfer = findTransfer(state, file.id);
    return !isBroken(file, transfer) && transfer !== null && isRunning(transfer);
  });
}
