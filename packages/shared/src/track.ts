import { z } from 'zod';
import { ref } from './branch.ts';
import { commitSummary } from './commit.ts';
import { frameRange } from './compare.ts';
import { uuid } from './id.ts';
import { pageInput } from './page.ts';
import { stemResponse } from './stem.ts';

export const trackHistoryInput = pageInput.extend({ repositoryId: uuid, trackId: uuid, ref: ref.optional() });

/** One version of a track: the commit that made it so, and the stem to listen to; null where the track was removed. */
export const trackVersion = z.object({ commit: commitSummary, stem: stemResponse.nullable() });

export const blameTrackInput = z.object({ repositoryId: uuid, trackId: uuid, ref: ref.optional() });

/** Which commit brought in which frames of a track's audio: in order, without gaps. */
export const blameResponse = z.object({
  frames: z.number().int(),
  sampleRate: z.number().int(),
  stemId: uuid,
  ranges: z.array(frameRange.extend({ commitId: uuid })),
  /** The commits that the ranges name. */
  commits: z.array(commitSummary),
});

export type TrackHistoryInput = z.infer<typeof trackHistoryInput>;
export type TrackVersionResponse = z.infer<typeof trackVersion>;
export type BlameTrackInput = z.infer<typeof blameTrackInput>;
export type BlameResponse = z.infer<typeof blameResponse>;
