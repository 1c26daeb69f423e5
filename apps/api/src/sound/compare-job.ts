import type { AudioChange, Run } from '@beatflow/audio';

/** Two files whose frames can be read at any place. */
export interface CompareJob {
  beforePath: string;
  afterPath: string;
}

export interface CompareResult {
  change: AudioChange;
  /** The frames that both have bit for bit, in order. */
  matches: Run[];
}
