import type { StemResponse } from '@beatflow/shared';

/** A boost stops here, so that what is listened to for its level is never heard clipping. */
const CEILING_DBTP = -1;

type Stem = Pick<StemResponse, 'gainDb' | 'muted'> & {
  audio: Pick<StemResponse['audio'], 'isMeasured' | 'integratedLufs' | 'truePeakDbtp'>;
};

/** Gains, in decibels, under which two versions are heard equally loud. */
export interface LoudnessMatch {
  readonly beforeDb: number;
  readonly afterDb: number;
}

/**
 * Brings the later version to the loudness of the earlier one. Where that would lift it above the ceiling, it is lifted
 * as far as there is room and the earlier one comes down by the rest. Null when either is silent, or is being measured.
 */
export function matchLoudness(before: readonly Stem[], after: readonly Stem[]): LoudnessMatch | null {
  if (isBeingMeasured(before) || isBeingMeasured(after)) return null;
  const [wanted, given] = [estimateLoudness(before), estimateLoudness(after)];
  if (wanted === null || given === null) return null;
  const liftDb = wanted - given;
  if (liftDb <= 0) return { beforeDb: 0, afterDb: liftDb };
  const room = Math.max(0, CEILING_DBTP - highestPeak(after));
  const afterDb = Math.min(liftDb, room);
  return { beforeDb: afterDb - liftDb, afterDb };
}

/** Whether the loudness of a mix cannot be told yet. */
export function isBeingMeasured(stems: readonly Stem[]): boolean {
  return stems.some(({ audio, muted }) => !muted && !audio.isMeasured);
}

/** The loudness of a mix from that of its stems: their powers add up, as those of sounds that have nothing in common do. */
export function estimateLoudness(stems: readonly Stem[]): number | null {
  let power = 0;
  for (const { audio, gainDb, muted } of stems) {
    if (!muted && audio.integratedLufs !== null) power += 10 ** ((audio.integratedLufs + gainDb) / 10);
  }
  return power === 0 ? null : 10 * Math.log10(power);
}

/** The highest true peak that a mix can have: that of all stems peaking at once. */
function highestPeak(stems: readonly Stem[]): number {
  let peak = 0;
  for (const { audio, gainDb, muted } of stems) {
    if (!muted && audio.truePeakDbtp !== null) peak += 10 ** ((audio.truePeakDbtp + gainDb) / 20);
  }
  return 20 * Math.log10(peak);
}
