import { fromPlanes, toPlanes } from './byte-planes.ts';
import { maxChunkBytes } from './find-cut.ts';

/** zstd, in WebAssembly. */
export interface Zstd {
  compress(bytes: Uint8Array, level?: number): Uint8Array;
  decompress(bytes: Uint8Array): Uint8Array;
}

export async function openZstd(): Promise<Zstd> {
  const { init, compress, decompress } = await import('@bokuweb/zstd-wasm');
  await init();
  return { compress, decompress };
}

/** What saves less is not worth decoding later. */
const leastSaving = 0.03;
const level = 3;

/** Encodes bytes as zstd, samples in planes; null where that saves next to nothing. The first byte says how many planes. */
export function encodePlanes(zstd: Zstd, bytes: Uint8Array, sampleBytes: number): Uint8Array | null {
  const planes = sampleBytes === 1 ? bytes : toPlanes(bytes, sampleBytes);
  const packed = zstd.compress(planes, level);
  if (packed.length + 1 > bytes.length * (1 - leastSaving)) return null;
  const encoded = new Uint8Array(packed.length + 1);
  encoded[0] = sampleBytes;
  encoded.set(packed, 1);
  const decoded = decodePlanes(zstd, encoded, bytes.length);
  return decoded?.every((byte, i) => byte === bytes[i]) ? encoded : null;
}

/** The chunk of `length` bytes, or null. */
export function decodePlanes(zstd: Zstd, encoded: Uint8Array, length: number): Uint8Array | null {
  const sampleBytes = encoded[0] ?? 0;
  const size = readContentSize(encoded.subarray(1));
  if (sampleBytes < 1 || length % sampleBytes !== 0 || size !== length || length > maxChunkBytes) return null;
  try {
    const planes = zstd.decompress(encoded.subarray(1));
    if (planes.length !== length) return null;
    return sampleBytes === 1 ? planes : fromPlanes(planes, sampleBytes);
  } catch {
    return null;
  }
}

/** How large a zstd frame says that it becomes (RFC 8878, section 3.1.1.1); nothing larger than a chunk is unpacked. */
function readContentSize(frame: Uint8Array): number | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 9 || view.getUint32(0, true) !== 0xfd2fb528) return null;
  const descriptor = frame[4]!;
  const isSingle = (descriptor & 0x20) !== 0;
  const at = 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!;
  const kind = descriptor >> 6;
  if (kind === 0) return isSingle ? (frame[at] ?? null) : null;
  if (frame.length < at + 2 ** kind) return null;
  if (kind === 1) return view.getUint16(at, true) + 256;
  return kind === 2 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
