import type { AudioLimits } from '@beatflow/audio';
import type { AudioFile, ErrorReason } from '@beatflow/shared';

/** A file to read, and where to write what is computed from it. */
export interface AnalysisJob {
  path: string;
  /** What the file is announced to be: when it is something else, that is what is wrong with it. */
  digest: string;
  limits: AudioLimits;
  peaksPath: string;
  /** Written only for formats whose frames cannot be cut out of the original. */
  playbackPath: string;
}

export interface AnalysisResult {
  file: AudioFile;
  hasPlayback: boolean;
}

/** What a worker says while it works, so that a hang is told from a long file, and at the end. */
export type WorkerMessage =
  | { kind: 'progress' }
  | { kind: 'done'; result: AnalysisResult }
  | { kind: 'refused'; reason: ErrorReason; data: Record<string, unknown>; message: string }
  | { kind: 'failed'; message: string; isDecoder: boolean };
