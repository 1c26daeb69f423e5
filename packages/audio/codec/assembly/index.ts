import { bytePlace, isOverrun, readBits, seekByte, skipToByte, turnWords } from './bit-reader';
import { at, startWriting, storeTurned } from './bit-writer';
import { fillCrcTables } from './crc';
import { decodeSubframe } from './decode-subframe';
import { encodeFrame } from './encode-frame';
import { CHUNK, DECODED, ENCODED, LEFT_OVER, MAX_BLOCK, MAX_CHUNK, planeOf } from './memory';
import { channels, isSplit, sampleBytes, setShape, weaveFrames } from './samples';
import { exponent, join, leftOver, splitFloats, splitIntegers, writeLeftOver } from './split';

// Written in AssemblyScript. An encoded chunk is a FLAC file that any decoder reads (of split samples, it reads the whole
// parts): STREAMINFO, an APPLICATION block that says how the samples lay in the chunk, frames, and behind
// them what is left over of split samples.

const HEADER_BYTES: i32 = 54;
/** A stream must have blocks of at least 16 frames, and fewer than these save nothing. */
const MIN_FRAMES: i32 = 64;
const BIG_ENDIAN: i32 = 1;
const UNSIGNED: i32 = 2;
const FLOAT: i32 = 4;
/** Room that encoding may take before it is given up: a chunk that becomes no smaller is better kept as it is. */
const MAX_ENCODED: i32 = 0x120000;

fillCrcTables();

export function chunkPlace(): usize {
  return CHUNK;
}

export function encodedPlace(): usize {
  return ENCODED;
}

export function decodedPlace(): usize {
  return DECODED;
}

/** Encodes the chunk; answers the number of bytes, or 0 where this cannot be done or saves nothing. */
export function encode(bytes: i32, newChannels: i32, newSampleBytes: i32, flags: i32): i32 {
  const frameBytes = newChannels * newSampleBytes;
  if (bytes > MAX_CHUNK || newChannels > 8 || newSampleBytes > 4 || bytes % frameBytes !== 0) return 0;
  if (bytes < MIN_FRAMES * frameBytes) return 0;
  setShape(newChannels, newSampleBytes, (flags & BIG_ENDIAN) !== 0, (flags & UNSIGNED) !== 0);
  const isFloat = (flags & FLOAT) !== 0;
  if (isFloat && newSampleBytes !== 4) return 0;
  if (isFloat) {
    if (!splitFloats(bytes)) return 0;
  } else if (isSplit()) splitIntegers(bytes);
  const leftOverBytes = isSplit() ? writeLeftOver(bytes, isFloat) : 0;

  const frames = bytes / frameBytes;
  const bitDepth = isFloat ? 25 : isSplit() ? 24 : 8 * sampleBytes;
  const blocks = (frames + MAX_BLOCK - 1) / MAX_BLOCK;
  const blockFrames = ((frames + blocks - 1) / blocks + 63) & ~63;
  writeStreamHeader(frames, blockFrames, bitDepth, flags, isSplit() ? exponent : 0, isSplit() ? leftOver : 0);
  let index = 0;
  for (let first = 0; first < frames; first += blockFrames) {
    encodeFrame(index++, first, min(blockFrames, frames - first), bitDepth);
    if (((at - ENCODED) as i32) > MAX_ENCODED) return 0;
  }
  memory.copy(at, LEFT_OVER, leftOverBytes as usize);
  const total = ((at - ENCODED) as i32) + leftOverBytes;
  return total < bytes ? total : 0;
}

function writeStreamHeader(frames: i32, block: i32, bitDepth: i32, flags: i32, top: i32, left: i32): void {
  memory.fill(ENCODED, 0, HEADER_BYTES as usize);
  storeTurned(ENCODED, 0x664c6143);
  store<u8>(ENCODED, 34, 7);
  storeTurned(ENCODED + 8, (block << 16) | block);
  // 48,000 Hz for whoever must have a rate: a chunk does not know its own.
  storeTurned(ENCODED + 18, (48000 << 12) | ((channels - 1) << 9) | ((bitDepth - 1) << 4));
  storeTurned(ENCODED + 22, frames);
  storeTurned(ENCODED + 42, 0x82000008);
  storeTurned(ENCODED + 46, 0x42466368);
  store<u8>(ENCODED, sampleBytes as u8, 50);
  store<u8>(ENCODED, flags as u8, 51);
  store<u8>(ENCODED, top as u8, 52);
  store<u8>(ENCODED, left as u8, 53);
  startWriting(ENCODED + HEADER_BYTES);
}

/** Decodes what lies at ENCODED; true where it gave exactly so many bytes. */
export function decode(encodedBytes: i32, bytes: i32): bool {
  if (encodedBytes <= HEADER_BYTES || encodedBytes > MAX_ENCODED || bytes > MAX_CHUNK) return false;
  turnWords(ENCODED, encodedBytes);
  seekByte(18);
  const packed = readBits(32);
  const frames = readBits(32) as i32;
  const bitDepth = ((packed >> 4) & 31) + 1;
  const newChannels: i32 = ((packed >> 9) & 7) + 1;
  const newSampleBytes: i32 = load<u8>(ENCODED, 50);
  const flags: i32 = load<u8>(ENCODED, 51);
  if (newSampleBytes < 1 || newSampleBytes > 4 || frames < 1) return false;
  if ((frames as i64) * (newChannels * newSampleBytes) !== (bytes as i64)) return false;
  setShape(newChannels, newSampleBytes, (flags & BIG_ENDIAN) !== 0, (flags & UNSIGNED) !== 0);

  seekByte(HEADER_BYTES);
  for (let first = 0; first < frames; ) {
    const count = decodeFrame(bitDepth);
    if (count === 0 || first + count > frames || isOverrun()) return false;
    weaveFrames(first, count);
    first += count;
  }
  if (!isSplit()) return true;
  return join(bytes, (flags & FLOAT) !== 0, load<u8>(ENCODED, 52), load<u8>(ENCODED, 53), bytePlace());
}

/** Decodes one frame into the planes; answers its length, 0 where it is damaged. Checksums are the store's to check, over the chunk. */
function decodeFrame(bitDepth: i32): i32 {
  if (readBits(16) !== 0xfff8 || readBits(8) !== 0x70) return 0;
  const assignment = (readBits(8) as i32) >> 4;
  if (readBits(8) >= 0xc0) readBits(8);
  const frames = (readBits(16) as i32) + 1;
  readBits(8);
  if (frames > MAX_BLOCK || (assignment < 8 ? assignment + 1 : 2) !== channels || assignment > 10) return 0;
  for (let channel = 0; channel < channels; channel++) {
    const isSide = assignment === 9 ? channel === 0 : assignment >= 8 && channel === 1;
    if (!decodeSubframe(planeOf(channel), frames, isSide ? bitDepth + 1 : bitDepth)) return 0;
  }
  skipToByte();
  readBits(16);
  if (assignment >= 8) decorrelate(frames, assignment);
  return frames;
}

/** Turns left/side, side/right and middle/side back into left and right. */
function decorrelate(frames: i32, assignment: i32): void {
  const first = planeOf(0);
  const second = planeOf(1);
  for (let i: usize = 0; i < (frames as usize) << 2; i += 16) {
    const a = v128.load(first + i);
    const b = v128.load(second + i);
    if (assignment === 8) v128.store(second + i, i32x4.sub(a, b));
    else if (assignment === 9) v128.store(first + i, i32x4.add(a, b));
    else {
      // The middle lost its lowest bit, which is that of the side.
      const half = i32x4.shr_s(i32x4.add(b, v128.and(b, i32x4.splat(1))), 1);
      const left = i32x4.add(a, half);
      v128.store(first + i, left);
      v128.store(second + i, i32x4.sub(left, b));
    }
  }
}

/** Whether what was decoded is the chunk. */
export function isSame(bytes: i32): bool {
  let i: usize = 0;
  for (; i + 16 <= (bytes as usize); i += 16) {
    if (v128.any_true(v128.xor(v128.load(CHUNK + i), v128.load(DECODED + i)))) return false;
  }
  for (; i < (bytes as usize); i++) if (load<u8>(CHUNK + i) !== load<u8>(DECODED + i)) return false;
  return true;
}
