import { inconsistent, truncated } from '../audio-error.ts';
import { type ByteWindow, fourCc, viewOf } from '../byte-window.ts';

/** One box of an MP4 file (ISO/IEC 14496-12, section 4.2): its name, and its content without the header. */
export interface Box {
  name: string;
  body: Uint8Array;
}

/** Real files have a dozen. */
const maxOuterBoxes = 10_000;
/** The tables of ten hours of sound take 10 MiB; the rest is room for pictures. */
const maxMovieBytes = 64 * 1024 * 1024;

/** Walks the outermost boxes, says whether the file was cut short, and answers where the content of `moov` lies. */
export async function findMovie(window: ByteWindow): Promise<{ offset: number; length: number }> {
  let movie: { offset: number; length: number } | null = null;
  let offset = 0;
  for (let count = 0; offset < window.size; count++) {
    if (count === maxOuterBoxes) throw inconsistent(`This MP4 file has more than ${maxOuterBoxes} boxes.`);
    const header = await window.read(offset, 16);
    const { size, headerBytes } = parseHeader(header, window.size - offset);
    if (size > window.size - offset) throw truncated('This MP4 file is cut short: its last box is incomplete.');
    if (fourCc(header, 4) === 'moov') movie ??= { offset: offset + headerBytes, length: size - headerBytes };
    offset += size;
  }
  if (!movie) throw truncated('This MP4 file is cut short: the table of its sound (moov) is missing.');
  if (movie.length > maxMovieBytes) throw inconsistent('This MP4 file has a table of more than 64 MiB.');
  return movie;
}

/** The boxes inside the content of a box. Each takes at least its header, so this ends. */
export function listBoxes(content: Uint8Array): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= content.length; ) {
    const { size, headerBytes } = parseHeader(content.subarray(at, at + 16), content.length - at);
    if (size > content.length - at)
      throw inconsistent('This MP4 file is damaged: a box is larger than the one around it.');
    boxes.push({ name: fourCc(content, at + 4), body: content.subarray(at + headerBytes, at + size) });
    at += size;
  }
  return boxes;
}

/** The content of a box inside others, by the names on the way; null when it is not there. */
export function findBox(content: Uint8Array, ...path: string[]): Uint8Array | null {
  let inner: Uint8Array | null = content;
  for (const name of path) inner = inner && (listBoxes(inner).find((box) => box.name === name)?.body ?? null);
  return inner;
}

function parseHeader(header: Uint8Array, rest: number): { size: number; headerBytes: number } {
  if (header.length < 8) throw truncated('This MP4 file is cut short: its last box is incomplete.');
  const short = viewOf(header).getUint32(0);
  const isWide = short === 1 && header.length >= 16;
  const size = short === 0 ? rest : isWide ? Number(viewOf(header).getBigUint64(8)) : short;
  const headerBytes = isWide ? 16 : 8;
  if (size < headerBytes) throw inconsistent('This MP4 file is damaged: a box claims an impossible size.');
  return { size, headerBytes };
}
