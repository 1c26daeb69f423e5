import type { ByteSource } from '../byte-source.ts';
import { fourCc, viewOf } from '../byte-window.ts';
import { skipId3 } from '../mp3/mp3-scan.ts';

/** A metadata block of a FLAC file (RFC 9639, section 8), without the four bytes that say its type and length. */
export interface FlacBlock {
  type: number;
  bytes: Uint8Array;
}

const application = 2;
const vorbisComment = 4;
const cueSheet = 5;
const picture = 6;

/** Applications whose blocks are the header of another file of the same sound: it says how long that sound is. */
const foreignHeaders = new Set(['riff', 'aiff', 'w64 ']);
/** What is carried is held in memory; a file that says more about itself than this keeps the first of it. */
const maxCarriedBytes = 64 * 2 ** 20;

/**
 * What a FLAC file says about itself that is true of an edit of it too, in order: comments, pictures, what applications left.
 * Cue sheets, and what else counts frames, only where the edit is as long as the file was.
 */
export async function readCarriedBlocks(
  source: ByteSource,
  { isSameLength }: { isSameLength: boolean },
): Promise<FlacBlock[]> {
  const carried: FlacBlock[] = [];
  let carriedBytes = 0;
  let at = skipId3(await source.read(0, 12)) + 4;
  for (let isLast = false; !isLast; ) {
    const head = await source.read(at, 8);
    if (head.length < 4) break;
    isLast = head[0]! >= 0x80;
    const type = head[0]! & 0x7f;
    const length = viewOf(head).getUint32(0) & 0xff_ffff;
    const countsFrames = type === cueSheet || (type === application && foreignHeaders.has(fourCc(head, 4)));
    const isKind = [application, vorbisComment, cueSheet, picture].includes(type);
    if (isKind && (isSameLength || !countsFrames) && carriedBytes + length <= maxCarriedBytes) {
      carried.push({ type, bytes: await source.read(at + 4, length) });
      carriedBytes += length;
    }
    at += 4 + length;
  }
  return carried;
}
