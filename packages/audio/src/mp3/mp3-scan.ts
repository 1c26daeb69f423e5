import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { fourCc } from '../byte-window.ts';
import { type AudioLimits, checkFrames } from '../limits.ts';
import { StreamWindow } from '../stream-window.ts';
import { isSameStream, type Mp3FrameHeader, parseMp3Header } from './mp3-frame.ts';
import { type Mp3Info, parseMp3Info } from './mp3-info.ts';

/** Where the frames of an MP3 file lie. */
export interface Mp3Layout {
  first: Mp3FrameHeader;
  info: Mp3Info | null;
  /** Where the frames of sound begin and end; nothing but frames lies between. */
  startOffset: number;
  endOffset: number;
  packets: number;
}

/** No MP3 frame is larger. */
const maxFrameBytes = 2881;
/** How far into a file the first frame is looked for, behind its tags. */
const searchBytes = 64 * 1024;

/** The first byte behind an ID3v2 tag, where there is one. */
export function skipId3(head: Uint8Array): number {
  if (head.length < 10 || !fourCc(head).startsWith('ID3')) return 0;
  const [a, b, c, d] = head.subarray(6, 10) as unknown as [number, number, number, number];
  const footer = head[5]! & 0x10 ? 10 : 0;
  return 10 + (a & 127) * 2 ** 21 + (b & 127) * 2 ** 14 + (c & 127) * 128 + (d & 127) + footer;
}

/** Finds the first of three frames in a row, from `offset` on; null when there are none. */
export async function findFirstMp3Frame(source: ByteSource, offset: number): Promise<number | null> {
  const bytes = await source.read(offset, searchBytes + 3 * maxFrameBytes);
  for (let i = 0; i < Math.min(searchBytes, bytes.length - 3); i++) {
    if (bytes[i] !== 0xff) continue;
    const first = parseMp3Header(bytes, i);
    const second = first && parseMp3Header(bytes, i + first.bytes);
    const third = second && parseMp3Header(bytes, i + first.bytes + second.bytes);
    const isFileEnd = second && i + first.bytes + second.bytes === bytes.length;
    if (second && isSameStream(first, second) && (isFileEnd || (third && isSameStream(first, third))))
      return offset + i;
  }
  return null;
}

/** Walks all frames, so that their number is known and not believed. */
export async function scanMp3(source: ByteSource, offset: number, limits: AudioLimits): Promise<Mp3Layout> {
  const window = new StreamWindow(source, offset);
  const head = await window.peek(maxFrameBytes);
  const first = parseMp3Header(head);
  if (!first) throw unreadable('This file is not audio.');
  const info = parseMp3Info(head.subarray(0, first.bytes), first);
  if (info) window.advance(first.bytes);
  const startOffset = window.offset;
  let packets = 0;
  for (;;) {
    const bytes = await window.peek(maxFrameBytes);
    const header = parseMp3Header(bytes);
    if (!header || !isSameStream(first, header)) break;
    if (bytes.length < header.bytes) throw truncated('This MP3 file is cut short: its last frame is incomplete.');
    packets += 1;
    if (packets % 10_000 === 0) checkFrames(packets * first.frames, first.sampleRate, limits);
    window.advance(header.bytes);
  }
  if (!isTail(await window.peek(128))) {
    throw inconsistent('This MP3 file is damaged: something that is no MP3 frame lies between its frames.');
  }
  if (info?.packets != null && packets < info.packets) {
    throw truncated(`This MP3 file announces ${info.packets} frames, but only ${packets} are in it.`);
  }
  return { first, info, startOffset, endOffset: window.offset, packets: info?.packets || packets };
}

/** What may follow the last frame: nothing, zeros, a tag (ID3v1, Lyrics3, APE, a second ID3v2), or the stub of a frame. */
function isTail(bytes: Uint8Array): boolean {
  const name = fourCc(bytes);
  return bytes.length < 4 || /^(TAG|LYR|APE|ID3|\0)/.test(name);
}
