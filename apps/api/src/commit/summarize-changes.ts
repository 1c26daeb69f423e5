import type { StemContent } from './stem-content.ts';

/** What a version sounds like: everything in it but its message, its author and its time. */
export interface Snapshot {
  bpm: number | null;
  keySignature: string | null;
  stems: readonly StemContent[];
}

const MAX_LENGTH = 500;

/** Says what changed from one version to the next, as a message for who left theirs empty. Null is "no version yet". */
export function summarizeChanges(before: Snapshot | null, after: Snapshot): string {
  if (!before)
    return shorten([
      describe(
        'First version:',
        after.stems.map(({ name }) => name),
      ),
    ]);
  const beforeOf = new Map(before.stems.map((stem) => [stem.trackId, stem]));
  const afterOf = new Map(after.stems.map((stem) => [stem.trackId, stem]));
  const kept = after.stems.flatMap((stem) => {
    const old = beforeOf.get(stem.trackId);
    return old ? [{ old, stem }] : [];
  });
  const parts = [
    describe(
      'Added',
      after.stems.filter(({ trackId }) => !beforeOf.has(trackId)).map(({ name }) => name),
    ),
    describe(
      'Replaced',
      kept.filter(({ old, stem }) => old.audioDigest !== stem.audioDigest).map(({ stem }) => stem.name),
    ),
    describe(
      'Removed',
      before.stems.filter(({ trackId }) => !afterOf.has(trackId)).map(({ name }) => name),
    ),
    describe(
      'Renamed',
      kept.filter(({ old, stem }) => old.name !== stem.name).map(({ old, stem }) => `${old.name} → ${stem.name}`),
    ),
    describe(
      'Remixed',
      kept.filter(({ old, stem }) => isRemixed(old, stem)).map(({ stem }) => stem.name),
    ),
    before.bpm === after.bpm ? '' : `Tempo ${after.bpm === null ? 'cleared' : `${after.bpm} bpm`}`,
    before.keySignature === after.keySignature ? '' : `Key ${after.keySignature ?? 'cleared'}`,
  ].filter(Boolean);
  return shorten(parts.length > 0 ? parts : ['Details changed']);
}

function isRemixed(before: StemContent, after: StemContent): boolean {
  return before.gainDb !== after.gainDb || before.pan !== after.pan || before.muted !== after.muted;
}

function describe(verb: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${verb} ${names.join(', ')}`;
}

function shorten(parts: readonly string[]): string {
  const text = parts.filter(Boolean).join(' · ') || 'First version';
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).trimEnd()}…`;
}
