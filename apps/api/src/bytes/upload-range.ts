import type { IncomingMessage } from 'node:http';
import { BeatflowError } from '@beatflow/shared';

/** Which bytes of the file a PUT carries. */
export interface UploadRange {
  offset: number;
  /** The length of the whole file; null when it is not told. */
  totalBytes: number | null;
}

// The rest of a file reaches its end: `bytes 700-999/1000`. When every byte has arrived already there is no rest, and
// it is `bytes 1000-999/1000` or, as the standard writes it, an asterisk for the range.
/** Reads `Content-Range` and `Content-Length`. */
export function parseUploadRange({ headers }: Pick<IncomingMessage, 'headers'>): UploadRange {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw invalid('Audio is sent as it is, not encoded.');
  const lengthText = headers['content-length'];
  const length = lengthText === undefined ? null : Number(lengthText);
  const rangeText = headers['content-range'];
  if (rangeText === undefined) return { offset: 0, totalBytes: length };

  const [, first, last, total] = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15})$/.exec(rangeText) ?? [];
  if (total === undefined) throw invalid('A part of a file is announced like “Content-Range: bytes 700-999/1000”.');
  const totalBytes = Number(total);
  const offset = first === undefined ? totalBytes : Number(first);
  if (last !== undefined && Number(last) !== totalBytes - 1) throw invalid('The rest of a file reaches its end.');
  if (offset > totalBytes) throw invalid('The rest of a file begins before its end.');
  if (length !== null && length !== totalBytes - offset) {
    throw invalid('Content-Range and Content-Length contradict each other.');
  }
  return { offset, totalBytes };
}

function invalid(message: string): BeatflowError {
  return new BeatflowError('input-invalid', { field: 'Content-Range' }, message);
}
