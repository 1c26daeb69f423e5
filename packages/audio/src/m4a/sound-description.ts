import { inconsistent, unreadable } from '../audio-error.ts';
import { fourCc, viewOf } from '../byte-window.ts';
import { findBox, listBoxes } from './boxes.ts';

/** Bytes of a sound entry before its own boxes, by its version (QuickTime File Format, "Sound Sample Descriptions"). */
const entryBytes = [28, 44, 64];

const aacObjectTypes = [0x40, 0x67];

/** Finds the AudioSpecificConfig in a sample description (stsd), or says what the file holds instead of AAC. */
export function readAacDescription(description: Uint8Array): Uint8Array {
  const entry = description.length > 16 ? listBoxes(description.subarray(8))[0] : undefined;
  if (!entry) throw inconsistent('This MP4 file does not say how its sound is coded.');
  if (entry.name !== 'mp4a') {
    const name = entry.name.trim().replace(/[^\x20-\x7e]/g, '?');
    throw unreadable(`This MP4 file holds ${name === 'alac' ? 'Apple Lossless' : `"${name}"`}, not AAC.`);
  }
  const version = entry.body.length >= 28 ? viewOf(entry.body).getUint16(8) : -1;
  const start = entryBytes[version];
  if (start === undefined || start > entry.body.length) {
    throw inconsistent('This MP4 file does not say how its AAC is coded.');
  }
  const boxes = entry.body.subarray(start);
  const elementary = findBox(boxes, 'esds') ?? findBox(boxes, 'wave', 'esds');
  const config = elementary && findDecoderConfig(elementary.subarray(4));
  if (!config) throw inconsistent('This MP4 file does not say how its AAC is coded.');
  return config;
}

/** Walks the nested descriptors of an esds box (ISO/IEC 14496-1, section 7.2.6): stream (3), decoder (4), configuration (5). */
function findDecoderConfig(bytes: Uint8Array): Uint8Array | null {
  const stream = openDescriptor(bytes, 3);
  if (!stream || stream.length < 3) return null;
  const flags = stream[2]!;
  const skipped = 3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (stream[3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0);
  const decoder = openDescriptor(stream.subarray(skipped), 4);
  if (!decoder || decoder.length < 13) return null;
  if (!aacObjectTypes.includes(decoder[0]!)) throw unreadable('This MP4 file holds another codec than AAC.');
  return openDescriptor(decoder.subarray(13), 5);
}

function openDescriptor(bytes: Uint8Array, tag: number): Uint8Array | null {
  if (bytes[0] !== tag) return null;
  let length = 0;
  let at = 1;
  for (let more = true; more && at <= 4; at++) {
    length = length * 128 + (bytes[at]! & 0x7f);
    more = (bytes[at]! & 0x80) !== 0;
  }
  return bytes.subarray(at, at + length);
}

/** Whether a track holds sound. */
export function isSoundTrack(track: Uint8Array): boolean {
  const handler = findBox(track, 'mdia', 'hdlr');
  return handler !== null && fourCc(handler, 8) === 'soun';
}
