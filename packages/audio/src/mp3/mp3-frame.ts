import { viewOf } from '../byte-window.ts';

/** What the four bytes before each MP3 frame say (ISO/IEC 11172-3, section 2.4.1.3). */
export interface Mp3FrameHeader {
  /** 1, 2, or 2.5. */
  version: number;
  sampleRate: number;
  channels: number;
  /** Bytes of the whole frame. */
  bytes: number;
  /** 1152 or 576. */
  frames: number;
}

const bitratesV1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitratesV2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesV1 = [44_100, 48_000, 32_000];

/** Understands a Layer III frame header; null when it is none, or one of free bit rate. */
export function parseMp3Header(bytes: Uint8Array, at = 0): Mp3FrameHeader | null {
  if (at + 4 > bytes.length) return null;
  const word = viewOf(bytes).getUint32(at);
  const versionBits = (word >>> 19) & 3;
  const rateIndex = (word >>> 10) & 3;
  const bitrateIndex = (word >>> 12) & 15;
  const isLayer3 = word >>> 21 === 0x7ff && ((word >>> 17) & 3) === 1;
  if (!isLayer3 || versionBits === 1 || rateIndex === 3 || bitrateIndex === 0 || bitrateIndex === 15) return null;
  const version = versionBits === 3 ? 1 : versionBits === 2 ? 2 : 2.5;
  const sampleRate = ratesV1[rateIndex]! / (version === 1 ? 1 : version === 2 ? 2 : 4);
  const bitrate = 1000 * (version === 1 ? bitratesV1 : bitratesV2)[bitrateIndex]!;
  const frames = version === 1 ? 1152 : 576;
  const padding = (word >>> 9) & 1;
  return {
    version,
    sampleRate,
    channels: ((word >>> 6) & 3) === 3 ? 1 : 2,
    bytes: Math.floor((frames / 8) * (bitrate / sampleRate)) + padding,
    frames,
  };
}

/** Whether two frames can belong to one stream. */
export function isSameStream(a: Mp3FrameHeader, b: Mp3FrameHeader): boolean {
  return a.version === b.version && a.sampleRate === b.sampleRate && a.channels === b.channels;
}
