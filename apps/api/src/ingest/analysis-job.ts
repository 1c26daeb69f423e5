import type { AudioLimits } from '@beatflow/audio';
import type { AudioFile } from '@beatflow/shared';
import type { LocalFile } from './file-source.ts';

/** A file to read, and where to write what is computed from it. */
export interface AnalysisJob {
  file: LocalFile;
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
