import { z } from 'zod';
import { ref } from './branch.ts';
import { commitSummary } from './commit.ts';
import { sha256, uuid } from './id.ts';

/** Which two versions to compare; `before` is what it was, `after` what it became. */
export const compareInput = z.object({ repositoryId: uuid, before: ref, after: ref });

/** Frames counted from the start of a file, `endFrame` not included. */
export const frameRange = z.object({
  startFrame: z.number().int().nonnegative(),
  endFrame: z.number().int().nonnegative(),
});

/** One field that differs between two versions. */
export const fieldChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

/** What happened to the sound of a track, computed from PCM and never from the bytes of files. */
export const audioChange = z.object({
  kind: z.enum(['same', 'gain', 'polarity', 'shift', 'regions', 're-recorded']),
  /** Decibels, when the whole file became louder or softer. */
  gainDb: z.number().optional(),
  isInverted: z.boolean().optional(),
  /** Frames that the sound came later; below 0 it came earlier. */
  shiftFrames: z.number().int().optional(),
  /** Frames of the later file that differ; both the same where something was cut out. */
  regions: z.array(frameRange).optional(),
  /** Energy of the difference after the best match, relative to the later file: −200 dB for nothing at all. */
  residualDb: z.number(),
});

/** The audio of one side of a comparison: enough to play it and to tell how loud and how long it is. */
export const comparedAudio = z.object({
  stemId: uuid,
  audioDigest: sha256,
  sampleRate: z.number(),
  channels: z.number(),
  frames: z.number(),
  duration: z.number(),
  /** Whether what follows is known already; see `audioFile`. */
  isMeasured: z.boolean(),
  integratedLufs: z.number().nullable(),
  truePeakDbtp: z.number().nullable(),
});

export const trackChange = z.object({
  trackId: uuid,
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'unchanged']),
  fields: z.array(fieldChange),
  before: comparedAudio.nullable(),
  after: comparedAudio.nullable(),
  /** Only where the audio was replaced. */
  audio: audioChange.optional(),
  /** Why nothing is known of the sound of replaced audio, in a sentence. */
  audioProblem: z.string().optional(),
});

/** More commits between two versions than these are counted, and not told one by one. */
export const MAX_COMMITS_APART = 20;

export const compareResponse = z.object({
  beforeId: uuid,
  afterId: uuid,
  /** The first merge base; null for unrelated histories. */
  mergeBaseId: uuid.nullable(),
  /** Commits that `after` has and `before` lacks, and the other way round. */
  ahead: z.number().int(),
  behind: z.number().int(),
  /** The first of them in the order of the log, at most `MAX_COMMITS_APART` of either kind. */
  aheadCommits: z.array(commitSummary),
  behindCommits: z.array(commitSummary),
  /** One line: `vocals: 0:41–0:46 edited · bass: −2.0 dB`. */
  summary: z.string(),
  /** What changed of the commit itself: tempo, key, generation parameters. */
  fields: z.array(fieldChange),
  tracks: z.array(trackChange),
});

export type CompareInput = z.infer<typeof compareInput>;
export type CompareResponse = z.infer<typeof compareResponse>;
export type FrameRange = z.infer<typeof frameRange>;
export type ComparedTrack = z.infer<typeof trackChange>;
export type ComparedAudio = z.infer<typeof comparedAudio>;
export type AudioChangeResponse = z.infer<typeof audioChange>;
