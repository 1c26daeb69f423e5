import { inconsistent, unreadable } from '../audio-error.ts';
import { viewOf } from '../byte-window.ts';
import { findBox } from './boxes.ts';

/** Which part of a track is meant to be heard. */
export interface Edit {
  /** In ticks of the track. */
  start: number;
  /** In ticks of the movie, which are often coarse; 0 when it does not say. */
  duration: number;
}

/** Reads the edit list of a track (elst, ISO/IEC 14496-12, section 8.6.6); null when there is none. */
export function readEdit(track: Uint8Array): Edit | null {
  const list = findBox(track, 'edts', 'elst');
  if (!list || list.length < 8) return null;
  const view = viewOf(list);
  const isWide = list[0] === 1;
  const entryBytes = isWide ? 20 : 12;
  const count = view.getUint32(4);
  if (8 + count * entryBytes > list.length) throw inconsistent('This MP4 file is damaged: its edit list is too short.');
  const edits: Edit[] = [];
  for (let at = 8; at < 8 + count * entryBytes; at += entryBytes) {
    const duration = isWide ? Number(view.getBigUint64(at)) : view.getUint32(at);
    const start = isWide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
    // A start of −1 is a pause before the sound, which a stem has no use for.
    if (start >= 0) edits.push({ start, duration });
    if (edits.length > 1) throw unreadable('This MP4 file is put together from several cuts.');
  }
  return edits[0] ?? null;
}
