import type { StemResponse } from '@beatflow/shared';

type Stem = Pick<StemResponse, 'audioDigest' | 'name' | 'gainDb' | 'pan' | 'muted' | 'stemType'>;

/** Says in a few words what a version did to a track. `undefined` where what was before is not known. */
export function describeStep(stem: Stem | null, previous: Stem | null | undefined): string {
  if (stem === null) return 'removed';
  if (previous === undefined) return '';
  if (previous === null) return 'brought back';
  const steps = [
    stem.audioDigest !== previous.audioDigest && 'new recording',
    stem.name !== previous.name && `renamed from “${previous.name}”`,
    stem.stemType !== previous.stemType && `now ${stem.stemType}`,
    (stem.gainDb !== previous.gainDb || stem.pan !== previous.pan || stem.muted !== previous.muted) && 'mixed anew',
  ].filter((step) => step !== false);
  return steps.join(', ') || 'parameters or place changed';
}
