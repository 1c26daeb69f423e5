import type { CodecMemory } from '../chunks/codec-memory.ts';
import { encodeFlac } from '../chunks/flac-encoding.ts';
import { crc8, crc16 } from './flac-crc.ts';
import type { FlacShape } from './flac-shape.ts';

/** Of an encoded chunk: its metadata, then of its only frame the header before the number, the number 0, the length and a checksum. */
const chunkHeaderBytes = 54;
const codeBytes = 4;
const frameHeaderBytes = 8;

/** What tells the depth in a frame header (RFC 9639, section 9.1.4). */
const depthCodes = { 8: 0b001, 16: 0b100, 24: 0b110 } as const;
const verbatimSubframe = 0b0000_0010;

/** Encodes one block of canonical PCM as a FLAC frame (RFC 9639, section 9) with its number in the file. */
export function encodeBlock(
  memory: CodecMemory,
  canonical: Uint8Array,
  shape: FlacShape,
  frameNumber: number,
): Uint8Array {
  const sampleBytes = shape.bitDepth / 8;
  const layout = { channels: shape.channels, sampleBytes, bigEndian: false, unsigned: false };
  const chunk = encodeFlac(memory, canonical, { ...layout, sampleFormat: 'int' });
  const frames = canonical.length / (shape.channels * sampleBytes);
  if (!chunk) return toFrame(verbatimCodes(shape), frameNumber, frames, verbatimBody(canonical, shape));
  const frame = chunk.subarray(chunkHeaderBytes);
  const body = frame.subarray(frameHeaderBytes, frame.length - 2);
  return toFrame(frame.subarray(0, codeBytes), frameNumber, frames, body);
}

function toFrame(codes: ArrayLike<number>, frameNumber: number, frames: number, body: Uint8Array): Uint8Array {
  const coded = codeNumber(frameNumber);
  const headerBytes = codes.length + coded.length + 3;
  const bytes = new Uint8Array(headerBytes + body.length + 2);
  const view = new DataView(bytes.buffer);
  bytes.set(codes);
  bytes.set(coded, codes.length);
  view.setUint16(headerBytes - 3, frames - 1);
  bytes[headerBytes - 1] = crc8(bytes, 0, headerBytes - 1);
  bytes.set(body, headerBytes);
  view.setUint16(bytes.length - 2, crc16(bytes, 0, bytes.length - 2));
  return bytes;
}

/** A number of up to 31 bits, coded as UTF-8 codes letters (RFC 9639, section 9.1.5). */
export function codeNumber(value: number): number[] {
  if (value < 0x80) return [value];
  const following: number[] = [];
  let rest = value;
  // The first byte says how many there are, in as many ones and a zero.
  for (let room = 6; rest >= 2 ** room; room = 6 - following.length) {
    following.unshift(0x80 | (rest & 0x3f));
    rest = Math.floor(rest / 64);
  }
  return [((0xff80 >> following.length) & 0xff) | rest, ...following];
}

/** A length in 16 bits, and the rate that the stream has: as the encoder writes it. */
function verbatimCodes({ channels, bitDepth }: FlacShape): number[] {
  return [0xff, 0xf8, 0x70, ((channels - 1) << 4) | (depthCodes[bitDepth] << 1)];
}

/** Subframes of the samples as they are: for what prediction does not make smaller, as noise. */
function verbatimBody(canonical: Uint8Array, { channels, bitDepth }: FlacShape): Uint8Array {
  const sampleBytes = bitDepth / 8;
  const body = new Uint8Array(channels + canonical.length);
  let at = 0;
  for (let channel = 0; channel < channels; channel++) {
    body[at++] = verbatimSubframe;
    for (let from = channel * sampleBytes; from < canonical.length; from += channels * sampleBytes) {
      for (let byte = sampleBytes - 1; byte >= 0; byte--) body[at++] = canonical[from + byte]!;
    }
  }
  return body;
}
