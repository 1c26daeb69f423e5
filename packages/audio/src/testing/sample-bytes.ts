/** How samples are written into a fixture. */
export interface SampleEncoding {
  bitDepth: number;
  sampleFormat?: 'int' | 'float';
  bigEndian?: boolean;
  /** 8 bits around 128. */
  unsigned?: boolean;
}

/** Quantises a sample as the fixtures do: rounded, and clipped at full scale; the value of its integer. */
export function quantise(sample: number, bitDepth: number): number {
  const scale = 2 ** (bitDepth - 1);
  // Adding zero turns −0 into 0.
  return Math.max(-scale, Math.min(scale - 1, Math.round(sample * scale))) + 0;
}

/** Interleaves samples as bytes; integers that do not fill their bytes are left-justified. */
export function toSampleBytes(planes: readonly ArrayLike<number>[], encoding: SampleEncoding): Uint8Array {
  const { bitDepth, sampleFormat = 'int', bigEndian = false, unsigned = false } = encoding;
  const sampleBytes = Math.ceil(bitDepth / 8);
  const frames = planes[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * planes.length * sampleBytes);
  const scratch = new DataView(new ArrayBuffer(8));
  let at = 0;
  for (let i = 0; i < frames; i++) {
    for (const plane of planes) {
      const sample = plane[i]!;
      if (sampleFormat === 'float' && sampleBytes === 4) scratch.setFloat32(0, sample, true);
      else if (sampleFormat === 'float') scratch.setFloat64(0, sample, true);
      else scratch.setInt32(0, quantise(sample, bitDepth) * 2 ** (8 * sampleBytes - bitDepth), true);
      for (let byte = 0; byte < sampleBytes; byte++) {
        const from = bigEndian ? sampleBytes - 1 - byte : byte;
        bytes[at + byte] = scratch.getUint8(from) ^ (unsigned && byte === sampleBytes - 1 ? 0x80 : 0);
      }
      at += sampleBytes;
    }
  }
  return bytes;
}
