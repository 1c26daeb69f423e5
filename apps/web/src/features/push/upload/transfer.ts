import type { AudioFile } from '@beatflow/shared';
import type { RequestErrorReason } from '../../../api/request-error.ts';

/** Where the upload of one file stands. */
export type Transfer =
  | { phase: 'waiting' }
  | { phase: 'uploading'; sentBytes: number; bytesPerSecond: number | null; secondsLeft: number | null }
  /** The connection was lost; it is tried again at `retryAtMs`, or as soon as the machine is online. */
  | { phase: 'retrying'; sentBytes: number; isOffline: boolean; retryAtMs: number }
  | { phase: 'checking' }
  /** `audio` is null when the server had the file already and nothing was sent. */
  | { phase: 'done'; audio: AudioFile | null }
  | { phase: 'failed'; reason: RequestErrorReason | 'file-changed'; message: string; requestId: string | null }
  | { phase: 'cancelled' };

/** Whether this transfer still has something before it. */
export function isRunning({ phase }: Transfer): boolean {
  return phase === 'waiting' || phase === 'uploading' || phase === 'retrying' || phase === 'checking';
}
