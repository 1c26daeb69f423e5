import type { AudioFile } from '@beatflow/shared';
import type { RequestErrorReason } from '../api/request-error.ts';

/**
 * Where the upload of one file stands. `sentBytes` counts what the server has of it, wherever from; `travelBytes` is what
 * it lacked when it was asked first.
 */
export type Transfer =
  /** For its turn; `travelBytes` as soon as the server has said what it lacks. */
  | { phase: 'waiting'; travelBytes?: number }
  | {
      phase: 'uploading';
      sentBytes: number;
      travelBytes: number;
      bytesPerSecond: number | null;
      secondsLeft: number | null;
    }
  /** The connection was lost; it is tried again at `retryAtMs`, or as soon as the machine is online. */
  | { phase: 'retrying'; sentBytes: number; isOffline: boolean; retryAtMs: number }
  | { phase: 'checking'; travelBytes: number }
  | { phase: 'done'; travelBytes: number; audio: AudioFile }
  | { phase: 'failed'; reason: RequestErrorReason | 'file-changed'; message: string; requestId: string | null }
  | { phase: 'cancelled' };

/** Whether this transfer still has something before it. */
export function isRunning({ phase }: Transfer): boolean {
  return phase === 'waiting' || phase === 'uploading' || phase === 'retrying' || phase === 'checking';
}
