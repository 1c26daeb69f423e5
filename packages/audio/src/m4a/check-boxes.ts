import { inconsistent, truncated } from '../audio-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { ByteWindow, fourCc, viewOf } from '../byte-window.ts';

/** Real files have a dozen, fragmented ones two for each fragment. */
const maxBoxes = 100_000;

/**
 * Walks the outermost boxes of an MP4 file (ISO/IEC 14496-12, section 4.2) and says whether it was cut short, which the demuxer
 * cannot tell from a file that holds something else.
 */
export async function checkBoxes(source: ByteSource): Promise<void> {
  const window = new ByteWindow(source);
  let hasMovie = false;
  let offset = 0;
  for (let count = 0; offset < source.size; count++) {
    if (count === maxBoxes) throw inconsistent(`This MP4 file has more than ${maxBoxes} boxes.`);
    const header = await window.read(offset, 16);
    const size = header.length < 8 ? 8 : boxSize(header, source.size - offset);
    if (size < 8) throw inconsistent('This MP4 file is damaged: a box claims an impossible size.');
    if (size > source.size - offset) throw truncated('This MP4 file is cut short: its last box is incomplete.');
    hasMovie ||= fourCc(header, 4) === 'moov';
    offset += size;
  }
  if (!hasMovie) throw truncated('This MP4 file is cut short: the table of its sound (moov) is missing.');
}

function boxSize(header: Uint8Array, rest: number): number {
  const size = viewOf(header).getUint32(0);
  if (size === 0) return rest;
  if (size !== 1) return size;
  return header.length < 16 ? 16 : Number(viewOf(header).getBigUint64(8));
}
