import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { type ByteWindow, fourCc, viewOf } from '../byte-window.ts';
import { checkShape } from '../limits.ts';

/** What STREAMINFO says, and where the frames begin. */
export interface FlacHeader {
  sampleRate: number;
  channels: number;
  bitDepth: number;
  /** 0 when the encoder did not know. */
  frames: number;
  maxBlockFrames: number;
  framesOffset: number;
}

const maxMetadataBlocks = 1024;

/** Reads the metadata blocks of a FLAC stream (RFC 9639, section 8) that begins at `offset`. */
export async function readFlacHeader(window: ByteWindow, offset: number): Promise<FlacHeader> {
  if (fourCc(await window.read(offset, 4)) !== 'fLaC') throw unreadable('This file is not audio.');
  let at = offset + 4;
  let info: Omit<FlacHeader, 'framesOffset'> | null = null;
  for (let count = 0; count < maxMetadataBlocks; count++) {
    const head = await window.read(at, 4);
    if (head.length < 4) throw truncated('This FLAC file ends inside its header.');
    const length = viewOf(head).getUint32(0) & 0xff_ffff;
    const isLast = head[0]! >= 0x80;
    if ((head[0]! & 0x7f) === 0 && !info) info = parseStreamInfo(await window.read(at + 4, 34));
    at += 4 + length;
    if (!isLast) continue;
    if (!info) throw inconsistent('This FLAC file does not say what its sound looks like: it has no STREAMINFO.');
    return { ...info, framesOffset: at };
  }
  throw inconsistent(`This FLAC file has more than ${maxMetadataBlocks} metadata blocks.`);
}

function parseStreamInfo(block: Uint8Array): Omit<FlacHeader, 'framesOffset'> {
  if (block.length < 34) throw truncated('This FLAC file ends inside its header.');
  const view = viewOf(block);
  const packed = view.getUint32(10);
  const sampleRate = packed >>> 12;
  const channels = ((packed >>> 9) & 7) + 1;
  const bitDepth = ((packed >>> 4) & 31) + 1;
  checkShape(sampleRate, channels);
  if (bitDepth < 4) throw inconsistent(`This FLAC file claims samples of ${bitDepth} bits.`);
  return {
    sampleRate,
    channels,
    bitDepth,
    frames: (packed & 15) * 2 ** 32 + view.getUint32(14),
    maxBlockFrames: view.getUint16(2),
  };
}
