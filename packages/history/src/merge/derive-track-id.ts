/**
 * The id of the track that a merge sets beside another: made from the track's id and the audio's digest alone, so that
 * the same merge gives the same track wherever it runs. A UUID of version 8 (RFC 9562, 5.8). Another `count` gives another
 * id, for where the first ones are taken.
 */
export function deriveTrackId(trackId: string, audioDigest: string, count = 0): string {
  const id = trackId.replaceAll('-', '');
  const number = count.toString(16).padStart(32, '0');
  let digits = '';
  for (let at = 0; at < 32; at++) {
    const [one, two, three] = [id, audioDigest, number].map((text) => Number.parseInt(text[at] as string, 16));
    digits += ((one as number) ^ (two as number) ^ (three as number)).toString(16);
  }
  const variant = ((Number.parseInt(digits[16] as string, 16) & 0x3) | 0x8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20),
  ].join('-');
}
