import { inconsistent } from '../audio-error.ts';
import { BitReader } from '../bit-reader.ts';
import { crc8, crc16 } from './flac-crc.ts';
import type { FlacHeader } from './flac-header.ts';
import { damaged, decodeSubframe } from './flac-subframe.ts';

const blockFramesByCode = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
const rateByCode = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
const depthByCode = [0, 8, 12, -1, 16, 20, 24, 32];

/** Decodes FLAC frames (RFC 9639, section 9) one at a time, into arrays that it reuses. */
export class FlacFrameDecoder {
  /** One array per channel, valid until the next call. */
  readonly planes: Float64Array[];
  readonly #header: FlacHeader;

  constructor(header: FlacHeader) {
    this.#header = header;
    this.planes = Array.from({ length: header.channels }, () => new Float64Array(header.maxBlockFrames));
  }

  /** No frame is larger: verbatim samples, the side channel with one bit more. */
  get maxFrameBytes(): number {
    const { channels, bitDepth, maxBlockFrames } = this.#header;
    return Math.ceil((maxBlockFrames * channels * (bitDepth + 1)) / 8) + 64 * channels;
  }

  /** Decodes the frame at the start of `bytes`; answers its frames and how many bytes it took. */
  decode(bytes: Uint8Array): { frames: number; bytes: number } {
    const reader = new BitReader(bytes);
    const { frames, assignment } = this.#readHeader(reader, bytes);
    const { bitDepth } = this.#header;
    for (let channel = 0; channel < this.planes.length; channel++) {
      const isSide = assignment === 9 ? channel === 0 : assignment >= 8 && channel === 1;
      decodeSubframe(reader, this.planes[channel]!, frames, isSide ? bitDepth + 1 : bitDepth);
    }
    reader.alignToByte();
    const end = reader.position / 8;
    const checksum = reader.read(16);
    if (reader.isOverrun || checksum !== crc16(bytes, 0, end)) throw damaged();
    if (assignment >= 8) this.#decorrelate(frames, assignment);
    return { frames, bytes: end + 2 };
  }

  /** Whether a frame begins somewhere behind the first byte. */
  hasNextFrame(bytes: Uint8Array): boolean {
    for (let at = 1; at + 1 < bytes.length; at++) {
      if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) continue;
      const rest = bytes.subarray(at);
      try {
        this.#readHeader(new BitReader(rest), rest);
        return true;
      } catch {
        // Sound that looks like a mark; the search goes on.
      }
    }
    return false;
  }

  #readHeader(reader: BitReader, bytes: Uint8Array): { frames: number; assignment: number } {
    const header = this.#header;
    // Fourteen bits of sync, a reserved zero; the last bit tells fixed from variable block sizes.
    if (reader.read(15) !== 0x7ffc) throw damaged();
    reader.read(1);
    const blockCode = reader.read(4);
    const rateCode = reader.read(4);
    const assignment = reader.read(4);
    const depthCode = reader.read(3);
    if (reader.read(1) !== 0 || blockCode === 0 || rateCode === 15 || assignment > 10) throw damaged();
    const leading = Math.clz32(~(reader.read(8) << 24));
    if (leading === 1 || leading > 7) throw damaged();
    for (let i = 1; i < leading; i++) reader.read(8);
    const frames =
      blockCode === 6 ? reader.read(8) + 1 : blockCode === 7 ? reader.read(16) + 1 : blockFramesByCode[blockCode]!;
    const sampleRate = readRate(reader, rateCode, header.sampleRate);
    const end = reader.position / 8;
    if (reader.read(8) !== crc8(bytes, 0, end)) throw damaged();

    const channels = assignment < 8 ? assignment + 1 : 2;
    const depth = depthCode === 0 ? header.bitDepth : depthByCode[depthCode]!;
    if (sampleRate !== header.sampleRate || channels !== header.channels || depth !== header.bitDepth) {
      throw inconsistent('This FLAC file changes its rate, channels or depth on the way.');
    }
    if (frames > header.maxBlockFrames) throw inconsistent('This FLAC file has a longer block than it announces.');
    return { frames, assignment };
  }

  /** Turns left/side, side/right and mid/side back into left and right. */
  #decorrelate(frames: number, assignment: number): void {
    const [first, second] = this.planes as [Float64Array, Float64Array];
    for (let i = 0; i < frames; i++) {
      const a = first[i]!;
      const b = second[i]!;
      if (assignment === 8) second[i] = a - b;
      else if (assignment === 9) first[i] = a + b;
      else {
        // The mid channel lost its lowest bit, which is that of the side channel.
        const mid = 2 * a + (b % 2 === 0 ? 0 : 1);
        first[i] = (mid + b) / 2;
        second[i] = (mid - b) / 2;
      }
    }
  }
}

function readRate(reader: BitReader, code: number, announced: number): number {
  if (code === 0) return announced;
  if (code === 12) return reader.read(8) * 1000;
  if (code === 13) return reader.read(16);
  if (code === 14) return reader.read(16) * 10;
  return rateByCode[code]!;
}
