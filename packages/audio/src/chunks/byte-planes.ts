/** Puts the first bytes of all samples together, then the second ones, and so on: alike bytes lie side by side then. */
export function toPlanes(bytes: Uint8Array, sampleBytes: number): Uint8Array {
  const planes = new Uint8Array(bytes.length);
  let out = 0;
  for (let byte = 0; byte < sampleBytes; byte++) {
    for (let at = byte; at < bytes.length; at += sampleBytes) planes[out++] = bytes[at]!;
  }
  return planes;
}

/** Puts the bytes back where they were. */
export function fromPlanes(planes: Uint8Array, sampleBytes: number): Uint8Array {
  const bytes = new Uint8Array(planes.length);
  let from = 0;
  for (let byte = 0; byte < sampleBytes; byte++) {
    for (let at = byte; at < bytes.length; at += sampleBytes) bytes[at] = planes[from++]!;
  }
  return bytes;
}
