import { z } from 'zod';
import { branchName, ref } from './branch.ts';
import { commitMessage } from './commit.ts';
import { sha256, uuid } from './id.ts';
import { stemResponse } from './stem.ts';

/** An answer to one conflict. `both` keeps theirs as a new track beside ours; a digest names audio that replaces either. */
export const resolution = z.object({
  /** Null for a field of the commit itself. */
  trackId: uuid.nullable(),
  field: z.string().max(50),
  choice: z.union([z.enum(['ours', 'theirs', 'both']), z.object({ audioDigest: sha256 })]),
});

const resolutions = z.array(resolution).max(4096).default([]);

export const previewMergeInput = z.object({ repositoryId: uuid, ours: ref, theirs: ref, resolutions });

/** Two answers to one question; `reason` says why audio could not be brought together. */
export const conflict = z.object({
  trackId: uuid.nullable(),
  field: z.string(),
  base: z.unknown(),
  ours: z.unknown(),
  theirs: z.unknown(),
  reason: z.string().optional(),
});

/** Frames of a splice, and the side whose audio has them. */
export const splicedSegment = z.object({
  from: z.enum(['ours', 'theirs']),
  startFrame: z.number().int().nonnegative(),
  frames: z.number().int().positive(),
});

/** A track of the result, and where its sound comes from. */
export const mergedTrack = z.object({
  trackId: uuid,
  name: z.string(),
  stemType: stemResponse.shape.stemType,
  audioDigest: sha256,
  gainDb: z.number(),
  pan: z.number(),
  muted: z.boolean(),
  /** `base`: neither side changed it; `both`: they changed it alike; `new`: a file that answered the conflict. */
  from: z.enum(['base', 'ours', 'theirs', 'both', 'spliced', 'new']),
  /** Stems by which the sound of each side can be played; null where the side does not have the track. */
  oursStemId: uuid.nullable(),
  theirsStemId: uuid.nullable(),
  /** Of a spliced track: what its sound is made of, in order, so that it can be heard before it is made. */
  segments: z.array(splicedSegment).optional(),
});

export const mergePreview = z.object({
  /** The first merge base; null for unrelated histories, which are merged from an empty base. */
  mergeBaseId: uuid.nullable(),
  oursId: uuid,
  theirsId: uuid,
  kind: z.enum(['up-to-date', 'fast-forward', 'merge']),
  bpm: z.number().nullable(),
  keySignature: z.string().nullable(),
  tracks: z.array(mergedTrack),
  conflicts: z.array(conflict),
});

/** `expectedOurs` and `expectedTheirs` are the heads that the preview saw. */
export const runMergeInput = z.object({
  repositoryId: uuid,
  branch: branchName,
  theirs: ref,
  expectedOurs: uuid,
  expectedTheirs: uuid,
  message: commitMessage.optional(),
  /** Whether to move the branch without a merge commit where that is all there is to do. */
  fastForward: z.boolean().default(true),
  resolutions,
});

const appliedCommit = z.object({
  repositoryId: uuid,
  branch: branchName,
  expectedHead: uuid,
  commit: ref,
  message: commitMessage.optional(),
});

/** A new commit that undoes one: three-way, with the commit as the base. */
export const revertCommitInput = appliedCommit.extend({ resolutions });

const pickedTracks = z.array(uuid).min(1).max(256).optional();

/** A new commit that does again what another did; with `trackIds`, on these tracks alone. */
export const cherryPickInput = appliedCommit.extend({ trackIds: pickedTracks, resolutions });

const previewedChange = z.object({ repositoryId: uuid, branch: branchName, commit: ref, resolutions });

export const previewRevertInput = previewedChange;

export const previewCherryPickInput = previewedChange.extend({ trackIds: pickedTracks });

/**
 * What doing or undoing a change on a branch would give: a merge whose base is where the change begins, and whose
 * theirs is where it leads. `oursId` is the head to expect when it is done.
 */
export const changePreview = mergePreview.extend({
  /** Null where there was no version before the change. */
  mergeBaseId: uuid.nullable(),
  theirsId: uuid.nullable(),
  /** `up-to-date` where nothing would change. */
  kind: z.enum(['up-to-date', 'merge']),
});

/** A new commit that holds what an old one held. */
export const restoreCommitInput = appliedCommit;

export type MergeResolution = z.infer<typeof resolution>;
export type PreviewMergeInput = z.infer<typeof previewMergeInput>;
export type MergePreview = z.infer<typeof mergePreview>;
export type MergeConflict = z.infer<typeof conflict>;
export type MergedTrackResponse = z.infer<typeof mergedTrack>;
export type RunMergeInput = z.infer<typeof runMergeInput>;
export type RevertCommitInput = z.infer<typeof revertCommitInput>;
export type CherryPickInput = z.infer<typeof cherryPickInput>;
export type PreviewRevertInput = z.infer<typeof previewRevertInput>;
export type PreviewCherryPickInput = z.infer<typeof previewCherryPickInput>;
export type ChangePreview = z.infer<typeof changePreview>;
export type RestoreCommitInput = z.infer<typeof restoreCommitInput>;
