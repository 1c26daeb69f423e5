import { inconsistent, truncated, unreadable } from '../audio-error.ts';
import { viewOf } from '../byte-window.ts';
import { checkShape } from '../limits.ts';

/** What a `fmt ` chunk says. */
export interface WavFormat {
  sampleFormat: 'int' | 'float';
  bitDepth: number;
  sampleBytes: number;
  channels: number;
  sampleRate: number;
  channelMask: number | null;
}

const pcmTag = 0x0001;
const floatTag = 0x0003;
const extensibleTag = 0xfffe;

/** The last 14 bytes of the sub-format of every plain format in WAVE_FORMAT_EXTENSIBLE (KSDATAFORMAT_SUBTYPE_*). */
const guidTail = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

const namedTags: Record<number, string> = {
  2: 'Microsoft ADPCM',
  6: 'A-law',
  7: 'µ-law',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  80: 'MPEG',
  85: 'MP3',
  255: 'AAC',
};

/** Understands a `fmt ` chunk, or says what is wrong with it. */
export function parseWavFormat(chunk: Uint8Array): WavFormat {
  if (chunk.length < 16) throw truncated('The format chunk of this WAV file is too short.');
  const view = viewOf(chunk);
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const byteRate = view.getUint32(8, true);
  const blockAlign = view.getUint16(12, true);
  const containerBits = view.getUint16(14, true);
  const extended = view.getUint16(0, true) === extensibleTag;
  const tag = extended ? subFormatTag(chunk) : view.getUint16(0, true);

  if (tag !== pcmTag && tag !== floatTag) {
    throw unreadable(`This WAV file holds ${namedTags[tag] ?? `codec 0x${tag.toString(16)}`}, not plain PCM.`);
  }
  checkShape(sampleRate, channels);
  const sampleFormat = tag === floatTag ? 'float' : 'int';
  checkBits(sampleFormat, containerBits);
  const sampleBytes = Math.ceil(containerBits / 8);
  if (blockAlign !== sampleBytes * channels) {
    throw inconsistent(
      `This WAV file says that a frame takes ${blockAlign} bytes, but ${channels} channels of ${containerBits} bits take ${sampleBytes * channels}.`,
    );
  }
  // Some writers leave the byte rate empty; a wrong one means that rate or width is wrong too.
  if (byteRate !== 0 && byteRate !== (sampleRate * blockAlign) % 2 ** 32) {
    throw inconsistent(
      `This WAV file says ${byteRate} bytes per second, but its rate and frame size give ${sampleRate * blockAlign}.`,
    );
  }
  const validBits = extended ? view.getUint16(18, true) : containerBits;
  return {
    sampleFormat,
    bitDepth: bitDepthOf(sampleFormat, containerBits, validBits),
    sampleBytes,
    channels,
    sampleRate,
    channelMask: extended ? view.getUint32(20, true) || null : null,
  };
}

function subFormatTag(chunk: Uint8Array): number {
  if (chunk.length < 40) throw truncated('The extended format chunk of this WAV file is too short.');
  if (guidTail.some((byte, i) => chunk[26 + i] !== byte)) {
    throw unreadable('This WAV file holds a sub-format that is not plain PCM.');
  }
  return viewOf(chunk).getUint16(24, true);
}

function checkBits(sampleFormat: 'int' | 'float', bits: number): void {
  const accepted = sampleFormat === 'float' ? bits === 32 || bits === 64 : bits >= 8 && bits <= 32;
  if (!accepted) {
    throw unreadable(`This WAV file has ${sampleFormat === 'float' ? 'float ' : ''}samples of ${bits} bits.`);
  }
}

/** Valid bits narrow the container only inside its last byte: fewer bytes would drop bits that the file does hold. */
function bitDepthOf(sampleFormat: 'int' | 'float', containerBits: number, validBits: number): number {
  if (sampleFormat === 'float' || validBits === 0) return containerBits;
  if (validBits > containerBits) {
    throw inconsistent(`This WAV file claims ${validBits} valid bits in samples of ${containerBits} bits.`);
  }
  return Math.ceil(validBits / 8) === Math.ceil(containerBits / 8) ? validBits : containerBits;
}
