import type { SpliceRefusal, SpliceSegment } from '@beatflow/audio';

/** Three files whose frames can be read at any place, and where to write one that has both sides' edits. */
export interface SpliceJob {
  basePath: string;
  /** The base as it came, where the result is to be a FLAC file like it. */
  flacPath: string | null;
  oursPath: string;
  theirsPath: string;
  outputPath: string;
}

export type SpliceResult = { refusal: SpliceRefusal } | { digest: string; segments: SpliceSegment[] };
