import { openCodecMemory } from '../chunks/codec-memory.ts';
import { encodeBlock } from './encode-block.ts';
import type { FlacBlock } from './flac-blocks.ts';
import { blockFrames, type FlacShape } from './flac-shape.ts';

const streamInfoBytes = 34;

/** Writes a FLAC file from front to end, but for its beginning, which is known when all of its sound is. */
export interface FlacWriter {
  /** So many bytes at the beginning of the file are left for `finish` to tell. */
  readonly headerBytes: number;
  /** Takes whole frames of canonical PCM, and answers the bytes of the file that come next, perhaps none. */
  append(canonical: Uint8Array): Uint8Array;
  /** Ends the file: its last bytes, and those at its beginning. */
  finish(): { last: Uint8Array; header: Uint8Array };
}

/**
 * Begins a FLAC file (RFC 9639) of `frames` frames, with metadata blocks behind its STREAMINFO. The same sound and blocks always
 * give the same bytes, however the sound is divided among the calls. Each block has been decoded again and compared.
 */
export async function openFlacWriter(
  shape: FlacShape,
  frames: number,
  blocks: readonly FlacBlock[] = [],
): Promise<FlacWriter> {
  const { createMD5 } = await import('hash-wasm');
  const [memory, md5] = await Promise.all([openCodecMemory(), createMD5()]);
  const blockBytes = blockFrames * shape.channels * (shape.bitDepth / 8);
  const waiting = new Uint8Array(blockBytes);
  let waitingBytes = 0;
  let encodedFrames = 0;
  let sampleBytes = 0;
  const sizes = { least: 0xff_ffff, most: 0 };

  function encode(canonical: Uint8Array): Uint8Array {
    const frame = encodeBlock(memory, canonical, shape, encodedFrames++);
    sizes.least = Math.min(sizes.least, frame.length);
    sizes.most = Math.max(sizes.most, frame.length);
    return frame;
  }

  return {
    headerBytes: blocks.reduce((sum, { bytes }) => sum + 4 + bytes.length, 4 + 4 + streamInfoBytes),
    append(canonical) {
      md5.update(canonical);
      sampleBytes += canonical.length;
      const encoded: Uint8Array[] = [];
      for (let at = 0; at < canonical.length; ) {
        const part = canonical.subarray(at, at + blockBytes - waitingBytes);
        waiting.set(part, waitingBytes);
        at += part.length;
        waitingBytes += part.length;
        if (waitingBytes < blockBytes) break;
        encoded.push(encode(waiting));
        waitingBytes = 0;
      }
      return concat(encoded);
    },
    finish() {
      if (sampleBytes * blockFrames !== frames * blockBytes) throw new Error('This is not as much sound as announced.');
      const last = waitingBytes > 0 ? encode(waiting.subarray(0, waitingBytes)) : new Uint8Array(0);
      const info = streamInfo(shape, frames, sizes, md5.digest('binary'));
      return { last, header: writeHeader([{ type: 0, bytes: info }, ...blocks]) };
    },
  };
}

/** RFC 9639, section 8.2. */
function streamInfo(
  { sampleRate, channels, bitDepth }: FlacShape,
  frames: number,
  sizes: { least: number; most: number },
  md5: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(streamInfoBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, blockFrames);
  view.setUint16(2, blockFrames);
  set24(view, 4, Math.min(sizes.least, sizes.most));
  set24(view, 7, sizes.most);
  view.setUint32(
    10,
    sampleRate * 2 ** 12 + (channels - 1) * 2 ** 9 + (bitDepth - 1) * 2 ** 4 + Math.floor(frames / 2 ** 32),
  );
  view.setUint32(14, frames % 2 ** 32);
  bytes.set(md5, 18);
  return bytes;
}

function set24(view: DataView, at: number, value: number): void {
  view.setUint8(at, value >>> 16);
  view.setUint16(at + 1, value & 0xffff);
}

function writeHeader(blocks: readonly FlacBlock[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.from('fLaC', (letter) => letter.charCodeAt(0))];
  blocks.forEach(({ type, bytes }, index) => {
    const head = new Uint8Array(4);
    new DataView(head.buffer).setUint32(0, bytes.length);
    head[0] = (index === blocks.length - 1 ? 0x80 : 0) | type;
    parts.push(head, bytes);
  });
  return concat(parts);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
