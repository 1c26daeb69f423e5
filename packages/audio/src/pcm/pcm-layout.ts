/** How samples lie in a file that stores plain PCM. */
export interface PcmLayout {
  dataOffset: number;
  /** Bytes of one sample in the file, 1, 2, 3, 4 or 8. */
  sampleBytes: number;
  bigEndian: boolean;
  /** 8-bit samples around 128, as WAV has them. */
  unsigned: boolean;
}

/** Whether samples lie in the file as canonical PCM has them. */
export function isCanonical({ unsigned, bigEndian, sampleBytes }: PcmLayout): boolean {
  return !unsigned && (!bigEndian || sampleBytes === 1);
}

/** Turns samples as the file has them into canonical ones. Copies only when something must change. */
export function toCanonical(bytes: Uint8Array, layout: PcmLayout): Uint8Array {
  if (isCanonical(layout)) return bytes;
  return layout.unsigned ? flipSigns(bytes) : swapBytes(bytes, layout.sampleBytes);
}

/** Turns 8-bit samples around 128 into signed ones, and back. */
export function flipSigns(bytes: Uint8Array): Uint8Array {
  const flipped = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) flipped[i] = bytes[i]! ^ 0x80;
  return flipped;
}

function swapBytes(bytes: Uint8Array, sampleBytes: number): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  const last = sampleBytes - 1;
  for (let at = 0; at + last < bytes.length; at += sampleBytes) {
    for (let i = 0; i <= last; i++) swapped[at + i] = bytes[at + last - i]!;
  }
  return swapped;
}
