import { bytesPerSample, type SampleShape } from './sample-format.ts';

/**
 * Spreads canonical PCM over one array per channel, writing from `offset` on, full scale being 1: integers are divided by 2^(8·bytes − 1), so that
 * up to 24 bits are exact and 32 bits (and 64-bit floats) are the nearest 32-bit float. Values that are not finite,
 * which only broken float files have, become 0.
 */
export function toPlanar(
  bytes: Uint8Array,
  shape: SampleShape,
  startFrame: number,
  frames: number,
  planes: readonly Float32Array[],
  offset: number,
): void {
  const sampleBytes = bytesPerSample(shape);
  if (shape.sampleFormat === 'float') spreadFloats(bytes, sampleBytes, startFrame, frames, planes, offset);
  else if (sampleBytes === 2) spread16(bytes, startFrame, frames, planes, offset);
  else if (sampleBytes === 3) spread24(bytes, startFrame, frames, planes, offset);
  else spreadOther(bytes, sampleBytes, startFrame, frames, planes, offset);
}

function spread16(
  bytes: Uint8Array,
  startFrame: number,
  frames: number,
  planes: readonly Float32Array[],
  offset: number,
): void {
  const stride = planes.length * 2;
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    let at = startFrame * stride + channel * 2;
    for (let i = 0; i < frames; i++, at += stride) {
      plane[offset + i] = ((bytes[at]! << 16) | (bytes[at + 1]! << 24)) * 2 ** -31;
    }
  }
}

function spread24(
  bytes: Uint8Array,
  startFrame: number,
  frames: number,
  planes: readonly Float32Array[],
  offset: number,
): void {
  const stride = planes.length * 3;
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    let at = startFrame * stride + channel * 3;
    for (let i = 0; i < frames; i++, at += stride) {
      plane[offset + i] = ((bytes[at]! << 8) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 24)) * 2 ** -31;
    }
  }
}

function spreadOther(
  bytes: Uint8Array,
  sampleBytes: number,
  startFrame: number,
  frames: number,
  planes: readonly Float32Array[],
  offset: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stride = planes.length * sampleBytes;
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    let at = startFrame * stride + channel * sampleBytes;
    for (let i = 0; i < frames; i++, at += stride) {
      plane[offset + i] = sampleBytes === 1 ? view.getInt8(at) * 2 ** -7 : view.getInt32(at, true) * 2 ** -31;
    }
  }
}

function spreadFloats(
  bytes: Uint8Array,
  sampleBytes: number,
  startFrame: number,
  frames: number,
  planes: readonly Float32Array[],
  offset: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stride = planes.length * sampleBytes;
  for (let channel = 0; channel < planes.length; channel++) {
    const plane = planes[channel]!;
    let at = startFrame * stride + channel * sampleBytes;
    for (let i = 0; i < frames; i++, at += stride) {
      const value = Math.fround(sampleBytes === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true));
      plane[offset + i] = value - value === 0 ? value : 0;
    }
  }
}
