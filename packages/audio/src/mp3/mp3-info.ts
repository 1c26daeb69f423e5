import { fourCc, viewOf } from '../byte-window.ts';
import type { Mp3FrameHeader } from './mp3-frame.ts';

/** What the first frame of an MP3 file may say about the others, in the tags of Xing, LAME and their followers. */
export interface Mp3Info {
  /** Frames of sound behind this one, in packets; null when it does not say. */
  packets: number | null;
  /** Frames that the encoder put before the sound, and behind it; null when it does not say. */
  delayFrames: number | null;
  paddingFrames: number | null;
}

/** Reads the information frame; null when the frame is an ordinary one. */
export function parseMp3Info(frame: Uint8Array, header: Mp3FrameHeader): Mp3Info | null {
  const sideInfoBytes = header.version === 1 ? (header.channels === 1 ? 17 : 32) : header.channels === 1 ? 9 : 17;
  const start = 4 + sideInfoBytes;
  const name = fourCc(frame, start);
  if (fourCc(frame, 36) === 'VBRI') return { packets: null, delayFrames: null, paddingFrames: null };
  if ((name !== 'Xing' && name !== 'Info') || frame.length < start + 8) return null;
  const view = viewOf(frame);
  const flags = view.getUint32(start + 4);
  let at = start + 8;
  const packets = flags & 1 && at + 4 <= frame.length ? view.getUint32(at) : null;
  at += (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const encoder = fourCc(frame, at);
  const hasGaps = ['LAME', 'Lavf', 'Lavc', 'GOGO'].includes(encoder) && at + 24 <= frame.length;
  const gaps = hasGaps ? view.getUint32(at + 20) & 0xff_ffff : 0;
  return {
    packets,
    delayFrames: hasGaps ? gaps >>> 12 : null,
    paddingFrames: hasGaps ? gaps & 0xfff : null,
  };
}
