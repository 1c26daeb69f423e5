import { alignExactly, alignWithGain } from './align-audio.ts';
import { findLikenesses } from './correlate.ts';
import type { Run } from './find-runs.ts';
import type { FrameSource } from './frame-source.ts';
import { computeResidualDb } from './residual.ts';

/** What happened to the sound of a track. */
export interface AudioChange {
  kind: 'same' | 'gain' | 'polarity' | 'shift' | 'regions' | 're-recorded';
  /** Decibels, when the whole file became louder or softer. */
  gainDb?: number;
  /** Whether the whole file was turned upside down. */
  isInverted?: boolean;
  /** Frames that the sound came later (or earlier, below 0). */
  shiftFrames?: number;
  /** Frames of the later file that differ, `endFrame` not included; where something was cut out, both are the same. */
  regions?: { startFrame: number; endFrame: number }[];
  /** What is left after the best match, relative to the later file, in decibels; −200 for nothing at all. */
  residualDb: number;
}

/** Differences below this are told as no gain: no fader shows them. */
const SMALLEST_GAIN_DB = 0.005;

/**
 * Tells what happened to the sound between two files, from their PCM alone. First what they share bit for bit, with
 * insertions and cuts; where that is little, what one gain explains. Files of different rates or channel counts have
 * nothing in common here. `exactRuns` is what `alignExactly` says, for who has asked it already.
 */
export function compareAudio(
  before: FrameSource,
  after: FrameSource,
  exactRuns: readonly Run[] = alignExactly(before, after),
): AudioChange {
  if (before.channels !== after.channels || before.sampleRate !== after.sampleRate) {
    return { kind: 're-recorded', residualDb: 0 };
  }
  const exact = { runs: exactRuns, gain: 1 };
  const isMostlyExact = countFrames(exact.runs) >= 0.9 * after.frames;
  const louder = isMostlyExact ? null : alignWithGain(before, after);
  const isExplainedByGain = louder && countFrames(louder.runs) > countFrames(exact.runs) + 0.1 * after.frames;
  const { runs, gain } = isExplainedByGain ? louder : exact;
  if (countFrames(runs) < 0.01 * after.frames || isSilentThroughout(after, runs))
    return tellStranger(before, after, runs);
  return tellChange(before, after, runs, gain);
}

function tellChange(before: FrameSource, after: FrameSource, runs: readonly Run[], gain: number): AudioChange {
  const residualDb = computeResidualDb(before, after, runs, gain);
  const regions = listRegions(before, after, runs);
  const gainDb = 20 * Math.log10(Math.abs(gain));
  const isInverted = gain < 0;
  const hasGain = Math.abs(gainDb) >= SMALLEST_GAIN_DB;
  const facts = {
    ...(hasGain ? { gainDb: Math.round(gainDb * 1000) / 1000 } : {}),
    ...(isInverted ? { isInverted } : {}),
  };
  const [only] = runs;
  const lag = only && runs.length === 1 ? only.afterStart - only.beforeStart : 0;
  const isShift = lag !== 0 && regions.every(({ startFrame, endFrame }) => isSilent(after, startFrame, endFrame));
  if (isShift) return { kind: 'shift', shiftFrames: lag, ...facts, residualDb };
  if (regions.length > 0) return { kind: 'regions', ...facts, regions, residualDb };
  if (isInverted) return { kind: 'polarity', ...facts, residualDb };
  return hasGain ? { kind: 'gain', ...facts, residualDb } : { kind: 'same', residualDb };
}

/** Little or nothing is shared frame by frame: still alike (an equaliser, a codec), or something else altogether. */
function tellStranger(before: FrameSource, after: FrameSource, runs: readonly Run[]): AudioChange {
  if (isSilent(after, 0, after.frames) && isSilent(before, 0, before.frames)) {
    return {
      kind: before.frames === after.frames ? 'same' : 'regions',
      regions: tail(before, after),
      residualDb: -200,
    };
  }
  const alike = findLikenesses(before, after).sort((left, right) => right.correlation - left.correlation);
  const middle = alike[Math.floor(alike.length / 2)];
  if (!middle || middle.correlation < 0.7) return { kind: 're-recorded', residualDb: 0 };
  const whole = { beforeStart: Math.max(0, -middle.lag), afterStart: Math.max(0, middle.lag), frames: 1 };
  const residualDb = computeResidualDb(before, after, [whole], middle.gain);
  const regions = runs.length > 0 ? listRegions(before, after, runs) : [{ startFrame: 0, endFrame: after.frames }];
  return { kind: 'regions', regions, residualDb };
}

function tail(before: FrameSource, after: FrameSource) {
  return before.frames === after.frames
    ? undefined
    : [{ startFrame: Math.min(before.frames, after.frames), endFrame: after.frames }];
}

/** What lies between the runs. */
function listRegions(before: FrameSource, after: FrameSource, runs: readonly Run[]) {
  const regions: { startFrame: number; endFrame: number }[] = [];
  let beforeEnd = 0;
  let afterEnd = 0;
  const ends = [...runs, { beforeStart: before.frames, afterStart: after.frames, frames: 0 }];
  for (const { beforeStart, afterStart, frames } of ends) {
    if (afterStart > afterEnd || beforeStart > beforeEnd) regions.push({ startFrame: afterEnd, endFrame: afterStart });
    beforeEnd = beforeStart + frames;
    afterEnd = afterStart + frames;
  }
  return regions;
}

function countFrames(runs: readonly Run[]): number {
  return runs.reduce((sum, { frames }) => sum + frames, 0);
}

/** Whether all that two files share is silence, which says nothing. */
function isSilentThroughout(after: FrameSource, runs: readonly Run[]): boolean {
  return runs.every(({ afterStart, frames }) => isSilent(after, afterStart, afterStart + frames));
}

function isSilent(source: FrameSource, startFrame: number, endFrame: number): boolean {
  for (let from = startFrame; from < endFrame; from += 1 << 16) {
    const values = source.read(from, Math.min(1 << 16, endFrame - from));
    for (let at = 0; at < values.length; at++) if (values[at] !== 0) return false;
  }
  return true;
}
