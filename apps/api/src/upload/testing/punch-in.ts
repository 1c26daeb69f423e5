import { makeWav } from '../../bytes/testing/make-wav.ts';

/** A second of other sound, ten seconds in. */
export function punchIn(bytes: Buffer): Buffer {
  const other = makeWav(48_000).subarray(44);
  const at = 44 + 10 * 192_000;
  return Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + other.length)]);
}
