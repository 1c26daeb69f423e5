import { type AacConfig, parseAacConfig } from '../aac/aac-config.ts';
import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow, viewOf } from '../byte-window.ts';
import { findBox, findMovie, listBoxes } from './boxes.ts';
import { readEdit } from './edit-list.ts';
import { PacketTable } from './packet-table.ts';
import { isSoundTrack, readAacDescription } from './sound-description.ts';

/** The sound of an MP4 file: how it is coded, where it lies, and which of its frames are meant. */
export interface SoundTrack {
  config: AacConfig;
  table: PacketTable;
  /** Frames before the sound: the encoder's delay. */
  skip: number;
  frames: number;
}

/** Reads the first sound track. */
export async function readSoundTrack(source: ByteSource): Promise<SoundTrack> {
  const { offset, length } = await findMovie(new ByteWindow(source));
  const movie = await source.read(offset, length);
  if (movie.length < length) throw truncated('This MP4 file ended while it was being read.');
  const track = listBoxes(movie).find(({ name, body }) => name === 'trak' && isSoundTrack(body))?.body;
  if (!track) throw unreadable('This MP4 file has no sound.');
  const tables = findBox(track, 'mdia', 'minf', 'stbl');
  if (!tables) throw inconsistent('This MP4 file lacks the tables of its packets.');
  const config = parseAacConfig(readAacDescription(findBox(tables, 'stsd') ?? new Uint8Array(0)));
  if (findBox(movie, 'mvex')) throw unreadable('This MP4 file comes in fragments, as for streaming.');
  const table = new PacketTable(tables, source.size);
  return { config, table, ...meantFrames(movie, track, table, config.sampleRate) };
}

/** What edit list and durations leave of the packets. The edit's length only counts where it cuts more than its own rounding. */
function meantFrames(
  movie: Uint8Array,
  track: Uint8Array,
  table: PacketTable,
  sampleRate: number,
): { skip: number; frames: number } {
  const trackRate = readTimescale(findBox(track, 'mdia', 'mdhd'));
  const movieRate = readTimescale(findBox(movie, 'mvhd'));
  const edit = readEdit(track);
  const skip = Math.round(((edit?.start ?? 0) * sampleRate) / trackRate);
  const available = Math.max(0, Math.round((table.ticks * sampleRate) / trackRate) - skip);
  const edited = ((edit?.duration ?? 0) * sampleRate) / movieRate;
  const isCut = edited > 0 && edited < available - sampleRate / movieRate;
  return { skip, frames: isCut ? Math.round(edited) : available };
}

/** Ticks per second of a movie or media header. */
function readTimescale(header: Uint8Array | null): number {
  const at = header?.[0] === 1 ? 20 : 12;
  const rate = header && header.length >= at + 4 ? viewOf(header).getUint32(at) : 0;
  if (rate === 0) throw inconsistent('This MP4 file does not say how its time is counted.');
  return rate;
}
