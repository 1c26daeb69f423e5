import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { fourCc, viewOf } from '../byte-window.ts';
import { StreamWindow } from '../stream-window.ts';
import { oggCrc } from './ogg-crc.ts';

/** One page of an Ogg stream (RFC 3533, section 6). */
export interface OggPage {
  isContinued: boolean;
  isFirst: boolean;
  isLast: boolean;
  /** The codec's time at the end of the page, in frames; null when no packet ends on it. */
  granule: number | null;
  /** The whole page, header included. */
  bytes: Uint8Array;
  body: Uint8Array;
  /** Lengths of the pieces of packets in the body; 255 means that the packet goes on. */
  lacing: Uint8Array;
}

const maxPageBytes = 27 + 255 + 255 * 255;

/** Reads the pages of an Ogg file that holds one stream, and checks each: mark, order, checksum. */
export async function* readOggPages(source: ByteSource): AsyncGenerator<OggPage> {
  const window = new StreamWindow(source, 0);
  let serial: number | null = null;
  for (let sequence = 0; window.offset < source.size; sequence++) {
    const bytes = await window.peek(maxPageBytes);
    const page = parsePage(bytes, sequence);
    const view = viewOf(page.bytes);
    serial ??= view.getUint32(14, true);
    if (view.getUint32(14, true) !== serial) {
      throw unreadable('This Ogg file holds several streams; a single one is needed.');
    }
    if (view.getUint32(18, true) !== sequence) {
      throw inconsistent(`This Ogg file is damaged: page ${sequence} is missing or out of order.`);
    }
    yield page;
    window.advance(page.bytes.length);
    if (page.isLast) return;
  }
  throw truncated('This Ogg file is cut short: its last page is missing.');
}

function parsePage(bytes: Uint8Array, sequence: number): OggPage {
  const lacing = bytes.subarray(27, 27 + (bytes[26] ?? 0));
  const headerBytes = 27 + lacing.length;
  const length = headerBytes + lacing.reduce((sum, piece) => sum + piece, 0);
  if (bytes.length < 27 || lacing.length < bytes[26]! || length > bytes.length) {
    throw truncated('This Ogg file is cut short: its last page is incomplete.');
  }
  const page = bytes.subarray(0, length);
  const view = viewOf(page);
  if (fourCc(page) !== 'OggS' || page[4] !== 0 || view.getUint32(22, true) !== oggCrc(page)) {
    throw inconsistent(`This Ogg file is damaged: page ${sequence} fails its checksum.`);
  }
  const granule = view.getBigInt64(6, true);
  return {
    isContinued: (page[5]! & 1) !== 0,
    isFirst: (page[5]! & 2) !== 0,
    isLast: (page[5]! & 4) !== 0,
    granule: granule < 0n ? null : Number(granule),
    bytes: page,
    body: page.subarray(headerBytes),
    lacing,
  };
}
