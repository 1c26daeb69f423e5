import { AudioFileModel } from '@beatflow/db';
import { BeatflowError } from '@beatflow/shared';
import type { Services } from '../services.ts';
import { isSameSound } from '../sound/comparison.ts';
import type { Triple } from '../sound/splice.ts';
import { compareFormats } from './compare-formats.ts';

/** Frames of a splice, and the side that has them. */
interface SplicedSegment {
  from: 'ours' | 'theirs';
  startFrame: number;
  frames: number;
}

/** Audio that has what both sides did: one of the sides’ files, or a file that is yet to be made. */
export interface Together {
  audioDigest: string;
  splice: { triple: Triple; segments: SplicedSegment[] } | null;
}

/** Brings two edits of one stem together, or says in a sentence why that cannot be done. */
export async function bringTogether(
  { splicePlans, logger }: Pick<Services, 'splicePlans' | 'logger'>,
  baseDigest: unknown,
  ours: AudioFileModel,
  theirs: AudioFileModel,
): Promise<Together | string> {
  // Another file of the same sound is no edit: the other side's is the one to take.
  if (isSameSound(ours, theirs)) {
    const [first = ours.digest] = [ours.digest, theirs.digest].sort();
    return { audioDigest: first, splice: null };
  }
  const base = typeof baseDigest === 'string' ? await AudioFileModel.findByPk(baseDigest) : null;
  if (!base) return 'There is no earlier version of this sound that both sides began from.';
  if (isSameSound(base, ours)) return { audioDigest: theirs.digest, splice: null };
  if (isSameSound(base, theirs)) return { audioDigest: ours.digest, splice: null };
  const triple = { base, ours, theirs };
  const difference = compareFormats(ours, theirs) ?? compareFormats(base, ours) ?? compareFormats(base, theirs);
  if (difference) return difference;
  try {
    const plan = await splicePlans.get(triple);
    if ('refusal' in plan) return 'Both sides edited the same place of this sound.';
    return { audioDigest: plan.digest, splice: { triple, segments: plan.segments.map(toSegment) } };
  } catch (err) {
    if (err instanceof BeatflowError && err.reason === 'audio-too-long') return err.message;
    if (err instanceof BeatflowError && err.code === 'SERVICE_UNAVAILABLE') throw err;
    logger.error({ err, ours: ours.digest, theirs: theirs.digest }, 'two sounds could not be spliced');
    return 'The sounds of the two versions could not be read.';
  }
}

/** Where all three agree, ours is heard: it is the same, frame for frame. */
function toSegment({
  startFrame,
  frames,
  oursStart,
}: {
  startFrame: number;
  frames: number;
  oursStart: number | null;
}) {
  if (oursStart === null) return { from: 'theirs' as const, startFrame, frames };
  return { from: 'ours' as const, startFrame: oursStart, frames };
}
