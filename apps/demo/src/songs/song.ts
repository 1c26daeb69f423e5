import type { StemType } from '@beatflow/shared';
import type { Sound } from '../dsp/sound.ts';

/** Who makes a version. */
export type Author = 'demo' | 'demo-friend';

/** A stem of one version: which take of it, and how it sits in the mix. */
export interface StoryStem {
  name: string;
  stemType: StemType;
  take: string;
  gainDb?: number;
  pan?: number;
}

/** One version of a song. */
export interface Chapter {
  author: Author;
  message: string;
  bpm?: number;
  keySignature?: string;
  stems: readonly StoryStem[];
}

/** A song: what it is called, how it came to be, and how each take of it sounds. */
export interface Song {
  repositoryName: string;
  title: string;
  description: string;
  genre: string;
  chapters: readonly Chapter[];
  /** Plays each take; 24-bit, the same frames every time. */
  takes: Readonly<Record<string, () => Sound>>;
}
