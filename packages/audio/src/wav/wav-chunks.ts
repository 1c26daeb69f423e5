import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { type ByteWindow, fourCc, viewOf } from '../byte-window.ts';
import { parseWavFormat, type WavFormat } from './wav-format.ts';

/** What the chunks of a WAV file amount to. */
export interface WavLayout {
  format: WavFormat;
  dataOffset: number;
  dataBytes: number;
  /** The writer could not say how long the sound is; it goes on to the end of the file. */
  streamed: boolean;
}

/** Real files have dozens; a file of a million empty chunks would only cost time. */
const maxChunks = 4096;

const unknownSize = 0xffff_ffff;
/** From here on, the sizes that programs write when they cannot know (SoX and others writing into a pipe). */
const streamedSize = 0x7fff_f000;

/** Walks the chunks of a RIFF, RF64 or BW64 file until format and data are known, in whatever order they come. */
export async function readWavLayout(window: ByteWindow): Promise<WavLayout> {
  const head = await window.read(0, 12);
  const riffSize = viewOf(head).getUint32(4, true);
  let wideDataBytes: number | null = null;
  let format: WavFormat | null = null;
  let data: { offset: number; bytes: number; streamed: boolean } | null = null;
  let offset = 12;

  for (let count = 0; !(format && data) && offset + 8 <= window.size; count++) {
    if (count === maxChunks) throw inconsistent(`This WAV file has more than ${maxChunks} chunks before its sound.`);
    const header = await window.read(offset, 8);
    const name = fourCc(header);
    const size = viewOf(header).getUint32(4, true);
    const start = offset + 8;
    if (name === 'ds64' && wideDataBytes === null) {
      wideDataBytes = await readWideDataBytes(window, start, size);
    } else if (name === 'fmt ' && !format) {
      format = parseWavFormat(await window.read(start, Math.min(size, 64)));
    } else if (name === 'data' && !data) {
      const available = window.size - start;
      const announced = announcedBytes(size, wideDataBytes, riffSize, available);
      data = { offset: start, bytes: announced ?? available, streamed: announced === null };
    }
    const length: number = name === 'data' && data?.offset === start ? data.bytes : size;
    offset = start + length + (length % 2);
  }

  if (!format && !data) throw unreadable('This WAV file has neither a format nor a data chunk.');
  if (!format) throw inconsistent('This WAV file does not say what its sound looks like: it has no format chunk.');
  if (!data) throw truncated('This WAV file ends before its sound begins.');
  return { format, dataOffset: data.offset, dataBytes: data.bytes, streamed: data.streamed };
}

async function readWideDataBytes(window: ByteWindow, offset: number, size: number): Promise<number> {
  const chunk = await window.read(offset, 28);
  if (size < 28 || chunk.length < 28) throw truncated('The size chunk (ds64) of this WAV file is too short.');
  const bytes = viewOf(chunk).getBigUint64(8, true);
  if (bytes > BigInt(Number.MAX_SAFE_INTEGER)) throw inconsistent(`This WAV file claims ${bytes} bytes of sound.`);
  return Number(bytes);
}

/**
 * How many bytes of sound the file announces; null when its writer could not know. A program that writes into a pipe
 * cannot come back to fill in the sizes: it leaves 0, all ones, or its largest number in both places, and the sound goes
 * on to the end of the file. A wrong size of the RIFF chunk alone harms nothing and is not looked at.
 */
function announcedBytes(size: number, wideBytes: number | null, riffSize: number, available: number): number | null {
  if (size === unknownSize && wideBytes === null) return null;
  if (size === 0 && (riffSize === 0 || riffSize === unknownSize)) return null;
  if (size >= streamedSize && riffSize >= streamedSize && size > available && wideBytes === null) return null;
  const bytes = size === unknownSize && wideBytes !== null ? wideBytes : size;
  if (bytes > available) {
    throw truncated(`This WAV file is cut short: it announces ${bytes} bytes of sound and has ${available}.`);
  }
  return bytes;
}
